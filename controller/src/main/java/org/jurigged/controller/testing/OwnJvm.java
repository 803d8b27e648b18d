package org.jurigged.controller.testing;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jurigged.controller.JuriggedException;
import org.jurigged.controller.launch.Launched;
import org.jurigged.controller.launch.Program;
import org.jurigged.controller.target.JdiTarget;
import org.jurigged.controller.target.Target;
import org.jurigged.junit.TestMain;

/** A JVM that was started for the tests. */
final class OwnJvm implements TestJvm {
    private static final int WAIT_MILLIS = 60_000;

    private final Launched launched;
    private final Socket socket;
    private final BufferedReader answers;
    private final TestChannel channel;

    private OwnJvm(Launched launched, Socket socket) throws IOException {
        this.launched = launched;
        this.socket = socket;
        this.answers = TestChannel.reader(socket.getInputStream());
        this.channel = new TestChannel(answers::readLine, socket.getOutputStream());
    }

    /** Starts one after the other. */
    record Starting(TestProgram tests, Consumer<Target> joined) implements Source {
        @Override
        public TestJvm next() throws JuriggedException {
            return start(tests, joined);
        }

        @Override
        public boolean isRenewable() {
            return true;
        }

        @Override
        public boolean isTest(String className) {
            String file = className.replace('.', '/') + ".class";
            return tests.testDirectories().stream().anyMatch(directory -> Files.isRegularFile(directory.resolve(file)));
        }

        @Override
        public void close() {
            tests.delete();
        }
    }

    /** Starts one; {@code joined} gets it before its first instruction, to make it live. */
    private static OwnJvm start(TestProgram tests, Consumer<Target> joined) throws JuriggedException {
        byte[] random = new byte[16];
        new SecureRandom().nextBytes(random);
        String word = HexFormat.of().formatHex(random);
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            server.setSoTimeout(WAIT_MILLIS);
            Path secret = tests.secret();
            Files.writeString(secret, word);
            List<String> arguments =
                    new ArrayList<>(List.of(Integer.toString(server.getLocalPort()), secret.toString()));
            tests.testDirectories().forEach(directory -> arguments.add(directory.toString()));
            Launched launched = Launched.start(new Program(
                    tests.java(),
                    "tests",
                    tests.jvmOptions(),
                    tests.classPath(),
                    List.of(TestMain.class.getName()),
                    arguments,
                    Optional.empty()));
            launched.target().ifPresent(target -> {
                joined.accept(target);
                target.start();
            });
            return accept(server, word, launched);
        } catch (IOException e) {
            throw new JuriggedException("The JVM for the tests could not be started: " + e.getMessage() + ".", e);
        }
    }

    private static OwnJvm accept(ServerSocket server, String word, Launched launched)
            throws IOException, JuriggedException {
        server.setSoTimeout(200);
        long end = System.nanoTime() + WAIT_MILLIS * 1_000_000L;
        while (launched.process().isAlive() && System.nanoTime() < end) {
            try {
                OwnJvm jvm = new OwnJvm(launched, server.accept());
                if (word.equals(jvm.answers.readLine())) {
                    return jvm;
                }
                jvm.socket.close();
            } catch (SocketTimeoutException e) {
                // Has it ended meanwhile?
                continue;
            }
        }
        launched.process().destroyForcibly();
        throw new JuriggedException("The JVM for the tests ended before it could run one. What it printed says why;"
                + " the options of -J are the likeliest cause.");
    }

    @Override
    public TestChannel channel() {
        return channel;
    }

    @Override
    public void close() {
        launched.target().ifPresent(JdiTarget::close);
        launched.process().destroyForcibly().onExit().join();
        try {
            socket.close();
        } catch (IOException e) {
            // Its other end is gone anyway.
            return;
        }
    }
}

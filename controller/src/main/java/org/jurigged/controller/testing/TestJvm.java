package org.jurigged.controller.testing;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jurigged.controller.JuriggedException;
import org.jurigged.controller.launch.Launched;
import org.jurigged.controller.launch.Program;
import org.jurigged.controller.target.JdiTarget;
import org.jurigged.controller.testjvm.TestMain;

/** A JVM that runs the project's tests when it is told to; used by one thread. */
final class TestJvm implements AutoCloseable {
    private static final int WAIT_MILLIS = 60_000;

    private final Launched launched;
    private final Socket socket;
    private final PrintWriter orders;
    private final BufferedReader answers;

    private TestJvm(Launched launched, Socket socket) throws IOException {
        this.launched = launched;
        this.socket = socket;
        this.orders = new PrintWriter(socket.getOutputStream(), true, StandardCharsets.UTF_8);
        this.answers = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
    }

    /** Starts one; {@code joined} gets it before its first instruction, to make it live. */
    static TestJvm start(TestProgram tests, Consumer<JdiTarget> joined) throws JuriggedException {
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

    private static TestJvm accept(ServerSocket server, String word, Launched launched)
            throws IOException, JuriggedException {
        server.setSoTimeout(200);
        long end = System.nanoTime() + WAIT_MILLIS * 1_000_000L;
        while (launched.process().isAlive() && System.nanoTime() < end) {
            try {
                TestJvm jvm = new TestJvm(launched, server.accept());
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

    /** What is told while tests run. */
    interface Listener {
        void testClass(String name, boolean isOpen);

        void result(TestResult result);
    }

    /** Runs all tests; returns when they have ended. */
    void runAll(Listener listener) throws JuriggedException {
        run("all", listener);
    }

    /** Runs the tests of classes, in this order; returns when they have ended. */
    void run(List<String> classNames, Listener listener) throws JuriggedException {
        run("run\t" + String.join("\t", classNames), listener);
    }

    private void run(String order, Listener listener) throws JuriggedException {
        orders.println(order);
        try {
            for (String line = answers.readLine(); line != null; line = answers.readLine()) {
                String[] words = line.split("\t", -1);
                switch (words[0]) {
                    case "class" -> listener.testClass(words[1], Boolean.parseBoolean(words[2]));
                    case "result" -> listener.result(result(words));
                    case "broken" ->
                        throw new JuriggedException("JUnit could not run the tests: " + decoded(words[1]) + ". Are its"
                                + " engines on the project's class path?\n" + decoded(words[2]));
                    default -> {
                        return;
                    }
                }
            }
        } catch (IOException e) {
            throw new Ended(e);
        }
        throw new Ended(null);
    }

    /** Says that the JVM ended while tests ran. */
    static final class Ended extends JuriggedException {
        private static final long serialVersionUID = 1L;

        private Ended(Throwable cause) {
            super("The JVM of the tests ended while they ran; did one call System.exit? It is started again.", cause);
        }
    }

    private static TestResult result(String[] words) {
        return new TestResult(
                TestResult.Status.valueOf(words[1]),
                words[2],
                decoded(words[3]),
                Double.parseDouble(words[4]),
                decoded(words[5]),
                decoded(words[6]));
    }

    private static String decoded(String text) {
        return new String(Base64.getDecoder().decode(text), StandardCharsets.UTF_8);
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

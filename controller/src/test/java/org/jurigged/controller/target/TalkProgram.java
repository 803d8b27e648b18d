package org.jurigged.controller.target;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.jdi.Bootstrap;
import com.sun.jdi.VirtualMachine;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import javax.tools.ToolProvider;
import org.jurigged.controller.launch.Launched;
import org.jurigged.controller.launch.Program;
import org.jurigged.controller.live.LiveProgram;
import org.jurigged.controller.live.Talk;
import org.jurigged.controller.live.TestJdk;

/** A program in a JVM of its own that calls methods on request, with nothing but a {@link JdiTarget} in front of it. */
final class TalkProgram implements AutoCloseable {
    /** Less than what runs in the program is waited for. */
    static final Duration BOUND = Duration.ofSeconds(60);

    final JdiTarget target;
    private final Launched launched;
    private final Socket socket;

    /** Starts it; the classes that {@link #compile} puts into {@link #classes} are on its class path. */
    TalkProgram(int feature, Path directory) throws Exception {
        LiveProgram.classDirectory(classes(directory), Talk.class);
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            server.setSoTimeout((int) BOUND.toMillis());
            launched = Launched.start(new Program(
                    TestJdk.of(feature).java(),
                    "program",
                    List.of(),
                    List.of(classes(directory)),
                    List.of(Talk.class.getName()),
                    List.of(Integer.toString(server.getLocalPort())),
                    Optional.empty()));
            target = launched.target().orElseThrow();
            target.start();
            socket = server.accept();
        }
        socket.setSoTimeout((int) BOUND.toMillis());
    }

    /** The directory that is its class path, in that of a test. */
    static Path classes(Path directory) {
        return directory.resolve("program");
    }

    /** A class of its class path that it has loaded. */
    LoadedClass talk() throws Exception {
        return target.classes(Talk.class.getName()).get(0);
    }

    /** The connection that was made last, which is the program's; those of earlier tests may still be there. */
    static VirtualMachine vm() {
        List<VirtualMachine> connected = Bootstrap.virtualMachineManager().connectedVirtualMachines();
        return connected.get(connected.size() - 1);
    }

    Process process() {
        return launched.process();
    }

    /** Calls a static method without parameters; returns {@code = } and its result as text. */
    String call(String method) throws IOException {
        new PrintWriter(socket.getOutputStream(), true, StandardCharsets.UTF_8).println(method);
        return new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8)).readLine();
    }

    /** Compiles a class of package {@code made} into a directory; returns its class file. */
    static byte[] compile(Path classes, String name, String source) {
        try {
            Path file = classes.resolveSibling(name + ".java");
            Files.createDirectories(classes);
            Files.writeString(file, "package made;\n" + source);
            String[] options = {
                "-g", "--release", "17", "-cp", classes.toString(), "-d", classes.toString(), file.toString()
            };
            assertThat(ToolProvider.getSystemJavaCompiler().run(null, null, null, options))
                    .isZero();
            return Files.readAllBytes(classes.resolve("made").resolve(name + ".class"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Ends it first, as a connection whose agent hangs would never be closed. */
    @Override
    public void close() throws IOException {
        launched.process().destroyForcibly().onExit().join();
        target.close();
        socket.close();
    }
}

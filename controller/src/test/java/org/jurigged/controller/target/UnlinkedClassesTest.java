package org.jurigged.controller.target;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.jurigged.controller.JuriggedException;
import org.jurigged.controller.launch.Launched;
import org.jurigged.controller.launch.Program;
import org.jurigged.controller.live.LiveProgram;
import org.jurigged.controller.live.OnEachJdk;
import org.jurigged.controller.live.Talk;
import org.jurigged.controller.live.TestJdk;

/** Classes that are redefined before the JVM has linked them, while class-prepare events of theirs are asked for. */
@OnEachJdk
final class UnlinkedClassesTest {
    /** Less than what runs in the program is waited for. */
    private static final Duration BOUND = Duration.ofSeconds(15);

    @Parameter
    int feature;

    @TempDir
    Path directory;

    private final Queue<String> fixed = new ConcurrentLinkedQueue<>();
    private Launched launched;
    private JdiTarget target;
    private Socket socket;
    private LoadedClass talk;

    @BeforeEach
    void start() throws Exception {
        Path program = directory.resolve("program");
        LiveProgram.classDirectory(program, Talk.class);
        compile(program, "Late", "interface", "late");
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            server.setSoTimeout((int) BOUND.toMillis());
            launched = Launched.start(new Program(
                    TestJdk.of(feature).java(),
                    "program",
                    List.of(),
                    List.of(program),
                    List.of(Talk.class.getName()),
                    List.of(Integer.toString(server.getLocalPort())),
                    Optional.empty()));
            target = launched.target().orElseThrow();
            target.start();
            socket = server.accept();
        }
        socket.setSoTimeout((int) BOUND.toMillis());
        talk = target.classes(Talk.class.getName()).get(0);
        target.fixOnPrepare(
                new LateNames(Set.of(), Set.of("made."), name -> !name.equals("made.Late")), new DefiningFixer());
    }

    @AfterEach
    void end() throws Exception {
        if (launched != null) {
            // First, as a connection whose agent hangs would never be closed.
            launched.process().destroyForcibly().onExit().join();
            target.close();
            socket.close();
        }
    }

    /** Defines one more class in the program for each that it is given. */
    private final class DefiningFixer implements Target.PrepareFixer {
        @Override
        public void fix(LoadedClass prepared) throws JuriggedException {
            define("class", "More");
            fixed.add(prepared.name());
        }

        @Override
        public void failed(LoadedClass prepared, JuriggedException reason) {
            fixed.add(prepared.name() + ": " + reason.getMessage());
        }
    }

    @Test
    void severalAreRedefinedAtOnce() throws Exception {
        define("class", "One", "Two");
        define("interface", "Three", "Four");
        within(() -> target.redefine(newer("class", "One", "Two")));
        within(() -> target.redefine(newer("interface", "Three", "Four")));
        assertThat(List.of(text("One"), text("Two"), text("Three"), text("Four")))
                .containsExactly("= new", "= new", "= new", "= new");
    }

    @Test
    void thoseLoadedLaterStopOnlyTheirOwnThread() throws Exception {
        define("class", "One");
        within(() -> target.redefine(newer("class", "One")));
        assertThat(text("Late")).isEqualTo("= late");
        assertThat(fixed).containsExactly("made.Late");
    }

    private static <T> void within(Callable<T> call) {
        CompletableFuture<T> result = new CompletableFuture<>();
        Thread thread = new Thread(
                () -> {
                    try {
                        result.complete(call.call());
                    } catch (Exception e) {
                        result.completeExceptionally(e);
                    }
                },
                "jurigged-test");
        thread.setDaemon(true);
        thread.start();
        assertThat(result).succeedsWithin(BOUND);
    }

    private String text(String name) throws Exception {
        new PrintWriter(socket.getOutputStream(), true, StandardCharsets.UTF_8).println("made." + name + ".text");
        return new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8)).readLine();
    }

    private void define(String kind, String... names) throws JuriggedException {
        Map<String, byte[]> files = new HashMap<>();
        for (String name : names) {
            files.put("made." + name, compile(directory.resolve("old"), name, kind, "old"));
        }
        target.define(talk, files);
    }

    private Map<LoadedClass, byte[]> newer(String kind, String... names) throws JuriggedException {
        Map<LoadedClass, byte[]> files = new HashMap<>();
        for (String name : names) {
            files.put(target.classes("made." + name).get(0), compile(directory.resolve("new"), name, kind, "new"));
        }
        return files;
    }

    private byte[] compile(Path classes, String name, String kind, String text) throws JuriggedException {
        String source = """
                package made;

                public %s %s {
                    public static String text() {
                        return "%s";
                    }
                }
                """.formatted(kind, name, text);
        try {
            Path file = directory.resolve(name + ".java");
            Files.writeString(file, source);
            String[] options = {"--release", "17", "-d", classes.toString(), file.toString()};
            assertThat(ToolProvider.getSystemJavaCompiler().run(null, null, null, options))
                    .isZero();
            return Files.readAllBytes(classes.resolve("made").resolve(name + ".class"));
        } catch (IOException e) {
            throw new JuriggedException(name + " could not be compiled.", e);
        }
    }
}

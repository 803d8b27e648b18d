package org.jurigged.controller.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.jurigged.controller.JuriggedException;
import org.jurigged.controller.classes.CacheDirectory;

/** The socket as another user of the machine sees it: a process with the user id of nobody. */
@Timeout(60)
final class OtherUserTest {
    private static final long PID = (1L << 40) + 2;
    private static final List<String> NOBODY = List.of("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups");

    private Path directory;
    private String before;
    private ControlServer server;

    /** Asks for the JVM named first; runs as the other user. */
    static final class Asking {
        private Asking() {}

        public static void main(String[] args) throws JuriggedException {
            try {
                System.out.println(ControlClient.ask(Long.parseLong(args[0]), "secret"));
            } catch (JuriggedException e) {
                System.out.println("refused: " + e.getMessage());
            }
        }
    }

    @BeforeEach
    void serve() throws Exception {
        directory = Files.createTempDirectory(
                "jurigged-users", PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-xr-x")));
        open(directory);
        before = System.getProperty(CacheDirectory.PROPERTY);
        System.setProperty(CacheDirectory.PROPERTY, directory.resolve("cache").toString());
        server = ControlServer.start(PID, new ControlCommands().on("secret", with -> with.say("told")));
    }

    @AfterEach
    void close() throws IOException {
        server.close();
        if (before == null) {
            System.clearProperty(CacheDirectory.PROPERTY);
        } else {
            System.setProperty(CacheDirectory.PROPERTY, before);
        }
        try (Stream<Path> all = Files.walk(directory)) {
            for (Path path : all.sorted((a, b) -> b.compareTo(a)).toList()) {
                Files.delete(path);
            }
        }
    }

    @Test
    void theSocketIsItsOwnersAlone() throws Exception {
        assertThat(ask(List.of())).as("the owner").contains("told");
        assumeTrue(ProcessRun.of(with(NOBODY, "true")).exitCode() == 0, "only root can be somebody else");
        open(directory.resolve("cache"));
        assertThat(ask(NOBODY)).as("behind the directory").isEqualTo("Optional.empty");

        // Whoever opens the directory by mistake opens nothing: the system says who is at the other end.
        open(directory.resolve("cache/control"));
        open(directory.resolve("cache/control/" + PID + ".sock"));
        assertThat(ask(NOBODY))
                .as("of the socket itself")
                .startsWith("refused: ")
                .doesNotContain("told");
        assertThat(ask(List.of())).as("the owner").contains("told");
    }

    private String ask(List<String> as) throws IOException, InterruptedException {
        ProcessRun run = ProcessRun.of(with(
                as,
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-D" + CacheDirectory.PROPERTY + "=" + directory.resolve("cache"),
                "-cp",
                classPath().toString(),
                Asking.class.getName(),
                Long.toString(PID)));
        assertThat(run.exitCode()).as(run.said()).isZero();
        return run.said().strip();
    }

    private static List<String> with(List<String> as, String... command) {
        List<String> words = new ArrayList<>(as);
        words.addAll(List.of(command));
        return words;
    }

    /** Our class directories may be where nobody else can read: copies what is needed. */
    private Path classPath() throws IOException {
        Path copy = directory.resolve("classes");
        for (Class<?> type : List.of(
                Asking.class,
                ControlClient.class,
                Conversation.class,
                Wire.class,
                Wire.Kind.class,
                Wire.Message.class,
                Wire.class,
                CacheDirectory.class,
                JuriggedException.class)) {
            copy(type.getName(), copy);
        }
        copy(Conversation.class.getName() + "$1", copy);
        return copy;
    }

    private static void copy(String type, Path to) throws IOException {
        String name = type.replace('.', '/') + ".class";
        try (var in = OtherUserTest.class.getClassLoader().getResourceAsStream(name)) {
            if (in != null) {
                Files.createDirectories(to.resolve(name).getParent());
                Files.write(to.resolve(name), in.readAllBytes());
            }
        }
    }

    private static void open(Path path) throws IOException {
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwxrwxrwx"));
    }

    private record ProcessRun(int exitCode, String said) {
        static ProcessRun of(List<String> command) throws InterruptedException, IOException {
            try {
                Process process =
                        new ProcessBuilder(command).redirectErrorStream(true).start();
                process.getOutputStream().close();
                String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
                return new ProcessRun(process.waitFor(), said);
            } catch (IOException e) {
                // There is no such command here.
                return new ProcessRun(-1, e.getMessage());
            }
        }
    }
}

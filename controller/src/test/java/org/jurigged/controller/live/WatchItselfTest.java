package org.jurigged.controller.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.jurigged.controller.project.Jdk;

/** Programs that make themselves live by {@code Jurigged.watch()}. */
final class WatchItselfTest {
    private static final Path EXAMPLE =
            Path.of("..", "test-apps", "patching", "LiveItself.java").toAbsolutePath();
    private static final String PORT =
            "-agentlib:jdwp=transport=dt_socket,server=y,suspend=n,quiet=y,address=127.0.0.1:0";
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    @TempDir
    private Path directory;

    private Process program;

    @AfterEach
    void end() {
        if (program != null) {
            program.descendants().forEach(ProcessHandle::destroyForcibly);
            program.destroyForcibly().onExit().join();
        }
    }

    private Path output() {
        return directory.resolve("output");
    }

    private List<String> lines() {
        try {
            return Files.readAllLines(output());
        } catch (IOException e) {
            return List.of();
        }
    }

    private static String[] options(String port) {
        return port.equals("with") ? new String[] {PORT} : new String[0];
    }

    private void start(int feature, String name, String source, String... options) throws Exception {
        Jdk jdk = TestJdk.of(feature);
        String java = jdk.home().resolve("bin").resolve("java").toString();
        String classPath = System.getProperty("java.class.path");
        Files.writeString(directory.resolve(name + ".java"), source);
        Path classes = Files.createDirectory(directory.resolve("classes"));
        Process javac = new ProcessBuilder(
                        jdk.home().resolve("bin").resolve("javac").toString(),
                        "-g",
                        "-cp",
                        classPath,
                        "-d",
                        classes.toString(),
                        directory.resolve(name + ".java").toString())
                .inheritIO()
                .start();
        assertThat(javac.waitFor()).isZero();
        List<String> command = new ArrayList<>(List.of(java));
        command.addAll(Arrays.asList(options));
        command.addAll(List.of("-cp", classes + System.getProperty("path.separator") + classPath, name));
        ProcessBuilder builder = new ProcessBuilder(command).directory(directory.toFile());
        builder.environment().put("XDG_CACHE_HOME", directory.resolve("cache").toString());
        program = builder.redirectErrorStream(true)
                .redirectOutput(output().toFile())
                .start();
    }

    @ParameterizedTest(name = "on JDK {0}, {1} debug port")
    @CsvSource({"17, with", "25, without"})
    void aProgramTakesItsOwnSavesPatchesAndHooks(int feature, String port) throws Exception {
        start(feature, "LiveItself", Files.readString(EXAMPLE), options(port));
        assertThat(program.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS))
                .as("%s", lines())
                .isTrue();
        assertThat(lines())
                .contains(
                        "live: 1",
                        "in time: true",
                        "saved: hello, please",
                        "held back: hello, please",
                        "live: patched",
                        "saved: hello, please",
                        "let go: hello, please")
                .anyMatch(line -> line.startsWith("held: ") && line.contains("not today"))
                .anyMatch(line -> line.startsWith("rejected: ") && line.contains("parting()"))
                .noneMatch(line -> line.contains("Exception"));
        assertThat(program.exitValue()).isZero();
        Awaitility.await()
                .atMost(PATIENCE)
                .until(() -> program.descendants().findAny().isEmpty());
    }

    @ParameterizedTest(name = "on JDK {0}, {1} debug port")
    @CsvSource({"17, without", "25, with"})
    void aProgramRunsOnWhenItsControllerIsKilled(int feature, String port) throws Exception {
        start(feature, "Kills", """
                import org.jurigged.controller.JuriggedException;
                import org.jurigged.controller.api.*;

                public class Kills {
                    public static void main(String[] args) throws Exception {
                        Session session = Jurigged.watch();
                        ProcessHandle.current().children().forEach(child -> {
                            child.destroyForcibly();
                            child.onExit().join();
                        });
                        while (!session.targets().isEmpty()) {
                            Thread.onSpinWait();
                        }
                        try {
                            session.recoder("Kills#main").patch("");
                        } catch (JuriggedException | IllegalStateException e) {
                            System.out.println("said: " + e.getMessage());
                        }
                        session.close();
                        try (Session again = Jurigged.watch()) {
                            System.out.println("again: " + again.targets().size());
                        }
                    }
                }
                """, options(port));
        assertThat(program.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS))
                .as("%s", lines())
                .isTrue();
        assertThat(lines()).contains("again: 1").anyMatch(line -> line.startsWith("said: The process"));
        assertThat(program.exitValue()).isZero();
    }

    @ParameterizedTest(name = "on JDK {0}")
    @ValueSource(ints = 17)
    void theControllerEndsWithAProgramThatIsKilled(int feature) throws Exception {
        start(feature, "Waits", """
                public class Waits {
                    public static void main(String[] args) throws Exception {
                        org.jurigged.controller.api.Jurigged.watch();
                        System.out.println("live");
                        Thread.currentThread().join();
                    }
                }
                """, PORT);
        Awaitility.await().atMost(PATIENCE).until(() -> lines().contains("live"));
        List<ProcessHandle> controllers = program.descendants().toList();
        assertThat(controllers).hasSize(1);
        program.destroyForcibly().onExit().join();
        assertThat(controllers.get(0).onExit().get(PATIENCE.toSeconds(), TimeUnit.SECONDS))
                .isNotNull();
    }
}

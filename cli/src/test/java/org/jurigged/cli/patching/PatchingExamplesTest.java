package org.jurigged.cli.patching;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import javax.tools.ToolProvider;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.jurigged.cli.Main;

/** What docs/patching.md shows, run as it is: the shell script, the Java program, and a patch without a session. */
final class PatchingExamplesTest {
    private static final Path EXAMPLES =
            Path.of("..", "test-apps", "patching").toAbsolutePath().normalize();
    private static final String JAVA =
            Path.of(System.getProperty("java.home"), "bin", "java").toString();
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    @TempDir
    private Path directory;

    private Path shop;
    private Path output;
    private Process process;

    @BeforeEach
    void copy() throws IOException {
        shop = Files.copy(EXAMPLES.resolve("Shop.java"), directory.resolve("Shop.java"));
        output = directory.resolve("output");
    }

    @AfterEach
    void end() {
        if (process != null) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly().onExit().join();
        }
    }

    private static List<String> jurigged(String... arguments) {
        List<String> command = new ArrayList<>(List.of(
                JAVA, "-XX:TieredStopAtLevel=1", "-cp", System.getProperty("java.class.path"), Main.class.getName()));
        command.addAll(List.of(arguments));
        return command;
    }

    private Process start(List<String> command, Path to) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command).directory(directory.toFile());
        builder.environment().put("XDG_CACHE_HOME", directory.resolve("cache").toString());
        builder.environment().put("JURIGGED", String.join(" ", jurigged()));
        Process started =
                builder.redirectErrorStream(true).redirectOutput(to.toFile()).start();
        started.getOutputStream().close();
        return started;
    }

    private String run(List<String> command) throws IOException, InterruptedException {
        Path said = Files.createTempFile(directory, "said", "");
        Process started = start(command, said);
        boolean ended = started.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        String text = Files.readString(said);
        assertThat(ended && started.exitValue() == 0).as(text).isTrue();
        return text;
    }

    private void awaitOutput(String line) {
        Awaitility.await().atMost(PATIENCE).untilAsserted(() -> {
            List<String> lines = Files.readAllLines(output, StandardCharsets.UTF_8);
            assertThat(lines).isNotEmpty();
            assertThat(lines.get(lines.size() - 1)).isEqualTo(line);
        });
    }

    private static Optional<ProcessHandle> program(Process of) {
        return of.children().findFirst();
    }

    @Test
    void theShellScriptPatchesRevertsAndCommits() throws Exception {
        process = start(jurigged("run", shop.toString()), output);
        awaitOutput("price 100");
        long pid = program(process).orElseThrow().pid();
        Path sockets = directory.resolve("cache/jurigged/control/" + pid + ".sock");
        Awaitility.await().atMost(PATIENCE).until(() -> Files.exists(sockets));
        assertThat(run(List.of(EXAMPLES.resolve("patch.sh").toString(), Long.toString(pid))))
                .contains(
                        "Patch 1 of Shop.price(int) is live.",
                        "live         Shop.price(int)",
                        "Patch 1 of Shop.price(int) is taken back.",
                        "Patch 2 of Shop.price(int) is live.",
                        "return net * 19 / 100;",
                        "Patch 2 of Shop.price(int) is in " + shop,
                        "Live: Shop");
        awaitOutput("price 119");
        assertThat(Files.readString(output)).contains("price 200");
        assertThat(Files.readString(shop))
                .contains("        return net + tax(net);\n    }\n\n    static int tax(int net) {");

        // What is wrong is said in one sentence, and a second controller is refused with the first one's process id.
        assertThat(failure(jurigged("patch", "" + pid, "Shop#price", "-e", "int cost() { return 1; }")))
                .isEqualTo("jurigged: The patch of Shop.price(int) defines another one, cost(). Rename it in its source"
                        + " file instead.");
        assertThat(failure(jurigged("attach", "" + pid)))
                .contains("is live already: the jurigged with the process id " + process.pid() + " has it");
    }

    private String failure(List<String> command) throws IOException, InterruptedException {
        Path said = Files.createTempFile(directory, "said", "");
        Process started = start(command, said);
        assertThat(started.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
        assertThat(started.exitValue()).isEqualTo(1);
        return Files.readString(said).strip();
    }

    @Test
    void withoutASessionAPatchAttachesForTheMoment() throws Exception {
        Path classes = Files.createDirectory(directory.resolve("classes"));
        assertThat(ToolProvider.getSystemJavaCompiler()
                        .run(null, null, null, "-g", "-d", classes.toString(), shop.toString()))
                .isZero();
        process = start(
                List.of(
                        JAVA,
                        "-agentlib:jdwp=transport=dt_socket,server=y,suspend=n,quiet=y,address=127.0.0.1:0",
                        "-cp",
                        classes.toString(),
                        "Shop"),
                output);
        awaitOutput("price 100");
        String pid = Long.toString(process.pid());
        assertThat(run(jurigged("patch", pid, "Shop#price", "-e", "static int price(int net) { return 7; }")))
                .contains("Patch 1 of Shop.price(int) is live.", "no session keeps it");
        awaitOutput("price 7");
        assertThat(Files.readString(shop)).doesNotContain("return 7");
        assertThat(failure(jurigged("patches", pid))).contains("No jurigged has the JVM " + pid + " live");
    }

    @Test
    void theJavaProgramPatchesRevertsAndCommits() throws Exception {
        Path classes = Files.createDirectory(directory.resolve("demo"));
        assertThat(ToolProvider.getSystemJavaCompiler()
                        .run(
                                null,
                                null,
                                null,
                                "-cp",
                                System.getProperty("java.class.path"),
                                "-d",
                                classes.toString(),
                                EXAMPLES.resolve("PatchDemo.java").toString()))
                .isZero();
        String path = classes + System.getProperty("path.separator") + System.getProperty("java.class.path");
        assertThat(run(List.of(JAVA, "-cp", path, "PatchDemo", shop.toString())))
                .contains("patched: live", "reverted: saved", "committed: saved", "price 100");
        assertThat(Files.readString(shop)).contains("net * 19 / 100");
    }
}

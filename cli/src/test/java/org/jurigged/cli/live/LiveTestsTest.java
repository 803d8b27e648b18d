package org.jurigged.cli.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.jurigged.cli.Main;

/** The example with {@code @Live}, run by JUnit in a JVM that jurigged did not start. */
final class LiveTestsTest {
    private static final Path EXAMPLE =
            Path.of("..", "test-apps", "live").toAbsolutePath().normalize();
    private static final String JAVA =
            Path.of(System.getProperty("java.home"), "bin", "java").toString();
    private static final String CLASS_PATH = System.getProperty("java.class.path");
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    @TempDir
    private Path temporary;

    private Path directory;
    private Path prices;
    private Path test;
    private Path output;
    private Path command;
    private Process process;

    @BeforeEach
    void copyAndCompile() throws IOException {
        directory = temporary.toRealPath().resolve("live");
        try (Stream<Path> files = Files.walk(EXAMPLE.resolve("src"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path copy = directory.resolve(EXAMPLE.relativize(file).toString());
                Files.createDirectories(copy.getParent());
                Files.copy(file, copy);
            }
        }
        prices = directory.resolve("src/main/java/shop/Prices.java");
        test = directory.resolve("src/test/java/shop/PricesTest.java");
        compile(prices, "target/classes");
        compile(test, "target/test-classes");
        output = temporary.resolve("output");
        command = temporary.resolve("jurigged");
        Files.writeString(
                command,
                "#!/bin/sh\nexec '" + JAVA + "' -XX:TieredStopAtLevel=1 -cp '" + CLASS_PATH + "' "
                        + Main.class.getName() + " \"$@\"\n");
        assertThat(command.toFile().setExecutable(true)).isTrue();
    }

    private void compile(Path source, String to) throws IOException {
        Path classes = Files.createDirectories(directory.resolve(to));
        String path = directory.resolve("target/classes") + File.pathSeparator + CLASS_PATH;
        assertThat(ToolProvider.getSystemJavaCompiler()
                        .run(null, null, null, "-g", "-cp", path, "-d", classes.toString(), source.toString()))
                .isZero();
    }

    @AfterEach
    void end() {
        if (process != null) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly().onExit().join();
        }
    }

    private void run(String ci, String... options) throws IOException {
        List<String> words = new ArrayList<>(List.of(JAVA));
        words.addAll(List.of(options));
        words.addAll(List.of(
                "-Djurigged.command=" + command,
                "-cp",
                String.join(File.pathSeparator, "target/test-classes", "target/classes", CLASS_PATH),
                OneRun.class.getName(),
                "shop.PricesTest"));
        ProcessBuilder builder = new ProcessBuilder(words).directory(directory.toFile());
        builder.environment().put("XDG_CACHE_HOME", temporary.resolve("cache").toString());
        builder.environment().put("CI", ci);
        process = builder.redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
    }

    private String printed() throws IOException {
        return Files.readString(output);
    }

    private void await(String text) {
        Awaitility.await()
                .atMost(PATIENCE)
                .untilAsserted(() -> assertThat(printed()).contains(text));
    }

    private void save(Path file, String old, String now) throws IOException {
        String text = Files.readString(file);
        assertThat(text).contains(old);
        Files.writeString(file, text.replace(old, now));
    }

    private String ended() throws Exception {
        assertThat(process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS))
                .as("whether it ended: %s", printed())
                .isTrue();
        assertThat(process.exitValue()).as(printed()).isZero();
        return printed();
    }

    @Test
    void aSaveRunsTheTestAgainUntilEnterIsPressed() throws Exception {
        run("", "-Djurigged.live");
        await("1 test class is live; a save runs again what it concerns, and Enter or Ctrl-C ends it");
        ProcessHandle controller = process.children().findFirst().orElseThrow();

        save(prices, "net * 19 / 100", "net * 7 / 100");
        await(
                "Failed shop.PricesTest.taxIsAdded(): org.opentest4j.AssertionFailedError: expected: <119> but was: <107>");
        await("Tests 0 passed, 1 failed, 0 skipped in 1 of 1 class");

        save(test, "assertEquals(119", "assertEquals(107");
        await("Tests 1 passed, 0 failed, 0 skipped in 1 of 1 class");

        // JUnit would see another method only in another JVM, which is not ours to start.
        save(test, "    @Test\n", "    @Test\n    void more() {}\n\n    @Test\n");
        await("For all of this save, start the run anew: reflection shows another shop.PricesTest");
        assertThat(printed()).doesNotContain("The run ended");

        process.getOutputStream().write('\n');
        process.getOutputStream().flush();
        assertThat(ended()).contains("The run ended: 1 passed, 0 failed");
        Awaitility.await().atMost(PATIENCE).until(() -> !controller.isAlive());
    }

    @Test
    void whereNobodyAskedOrNobodyIsThereTheRunEnds() throws Exception {
        run("");
        assertThat(ended()).contains("The run ended: 1 passed").doesNotContain("jurigged");

        run("true", "-Djurigged.live");
        assertThat(ended())
                .contains(
                        "jurigged: the tests are not kept running, for the environment variable CI is set.",
                        "The run ended: 1 passed");

        run("", "-Djurigged.live");
        process.getOutputStream().close();
        assertThat(ended()).contains("The run ended: 1 passed");

        Files.delete(command);
        run("", "-Djurigged.live");
        assertThat(ended())
                .contains("jurigged: the tests are not kept running: " + command + " could not be started")
                .contains("The run ended: 1 passed");
    }
}

package org.jurigged.controller.watch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A source root on disk, and a watcher that hears of it. */
abstract class WatchTestCase {
    @TempDir
    Path dir;

    final Heard heard = new Heard();
    Path root;
    Watcher watcher;

    @BeforeEach
    void makeRoot() throws IOException {
        dir = dir.toRealPath();
        root = Files.createDirectory(dir.resolve("src"));
    }

    @AfterEach
    void closeWatcher() {
        if (watcher != null) {
            watcher.close();
        }
    }

    void watch() {
        watch(WatchOptions.of(List.of(root)));
    }

    void watch(WatchOptions options) {
        watcher = Watcher.start(options, heard);
    }

    Path write(String path, String content) throws IOException {
        Path file = root.resolve(path);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, content);
    }

    static String type(String name, int value) {
        return "class " + name + " {\n    int value() {\n        return " + value + ";\n    }\n}\n";
    }

    /** Makes a change of its own and waits for it: what was to come before it has come then. */
    void nothingElse(int before) throws IOException {
        Path last = write("Last.java", type("Last", (int) System.nanoTime()));
        heard.awaitSave(save -> save.changed().contains(last));
        assertThat(heard.saves.subList(before, heard.saves.size()))
                .allSatisfy(save -> assertThat(save.changed()).isEqualTo(Set.of(last)))
                .allSatisfy(save -> assertThat(save.deleted()).isEmpty());
    }

    /** Runs a program in the temporary directory and expects it to succeed. */
    void run(String... command) throws IOException, InterruptedException {
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(dir.toFile()).redirectErrorStream(true);
        builder.environment().put("GIT_CONFIG_GLOBAL", "/dev/null");
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as(output).isZero();
    }

    static boolean canRun(String... command) {
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            process.getInputStream().readAllBytes();
            return process.waitFor() == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}

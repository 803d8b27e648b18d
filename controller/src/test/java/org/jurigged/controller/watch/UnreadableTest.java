package org.jurigged.controller.watch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.jurigged.controller.Powerless;

/** Directories and files that may not be read: told once, and seen as soon as they may. */
@DisabledOnOs(OS.WINDOWS)
final class UnreadableTest {
    @TempDir
    Path dir;

    private static void allow(Path path, String permissions) throws IOException {
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(permissions));
    }

    private static String type(String name) {
        return WatchTestCase.type(name, 1);
    }

    @Test
    void directoryIsNotedAndSeenWhenItIsReadable() throws Exception {
        Powerless.run(UnreadableDirectory.class, dir.toRealPath());
    }

    /** A directory that can't be listed when the watching begins. */
    public static final class UnreadableDirectory implements Powerless.Body {
        @Override
        public void run(Path root) throws Exception {
            Path closed = Files.createDirectory(root.resolve("closed"));
            Path file = Files.writeString(closed.resolve("F.java"), type("F"));
            allow(closed, "---------");
            Heard heard = new Heard();
            try (Watcher watcher = Watcher.start(WatchOptions.of(List.of(root)), heard)) {
                assertThat(watcher.watched()).containsExactly(root);
                Awaitility.await().until(() -> !heard.problems.isEmpty());
                assertThat(heard.problems).singleElement().asString().contains(closed.toString(), "permission denied");
                Path other = Files.writeString(root.resolve("Other.java"), type("Other"));
                assertThat(heard.next(0).changed()).containsExactly(other);
                allow(closed, "rwx------");
                assertThat(heard.next(1).changed()).containsExactly(file);
            } finally {
                allow(closed, "rwx------");
            }
        }
    }

    @Test
    void fileIsReportedAndDeliveredOnceItCanBeRead() throws Exception {
        Powerless.run(UnreadableFile.class, dir.toRealPath());
    }

    /** A file that can't be read after a change. */
    public static final class UnreadableFile implements Powerless.Body {
        @Override
        public void run(Path root) throws Exception {
            Heard heard = new Heard();
            try (Watcher watcher = Watcher.start(WatchOptions.of(List.of(root)), heard)) {
                assertThat(watcher.watched()).containsExactly(root);
                Path file = Files.writeString(root.resolve("F.java"), type("F"));
                heard.next(0);
                allow(file, "---------");
                Awaitility.await().until(() -> !heard.problems.isEmpty());
                assertThat(heard.problems).singleElement().asString().contains(file.toString(), "permission denied");
                allow(file, "rw-------");
                assertThat(heard.next(1).changed()).containsExactly(file);
            }
        }
    }
}

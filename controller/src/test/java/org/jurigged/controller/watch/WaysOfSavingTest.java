package org.jurigged.controller.watch;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class WaysOfSavingTest extends WatchTestCase {
    private Path file;

    @BeforeEach
    void watchOneFile() throws IOException {
        file = write("com/acme/A.java", type("A", 1));
        watch();
    }

    private void assertOneSave() throws IOException {
        Save save = heard.next(0);
        assertThat(save.changed()).containsExactly(file);
        assertThat(save.deleted()).isEmpty();
        assertThat(save.firstEventNanos()).isLessThanOrEqualTo(System.nanoTime());
        nothingElse(1);
        assertThat(heard.threads).containsExactly("jurigged-watch");
    }

    @Test
    void writeInPlace() throws IOException {
        Files.writeString(file, type("A", 2));
        assertOneSave();
    }

    @Test
    void temporaryFileRenamedOver() throws IOException {
        Path temporary = Files.writeString(file.resolveSibling("A.java___jb_tmp___"), type("A", 2));
        Files.move(temporary, file, REPLACE_EXISTING, ATOMIC_MOVE);
        assertOneSave();
    }

    @Test
    void backupThenRecreate() throws IOException {
        Files.move(file, file.resolveSibling("A.java~"));
        Files.writeString(file, type("A", 2));
        Files.delete(file.resolveSibling("A.java~"));
        assertOneSave();
    }

    @Test
    void removeThenRecreate() throws IOException {
        Files.delete(file);
        Files.writeString(file, type("A", 2));
        assertOneSave();
    }

    @Test
    void probesAndSwapFilesOfEditorsAreIgnored() throws IOException {
        Path parent = file.getParent();
        Files.delete(Files.writeString(parent.resolve("4913"), ""));
        Files.writeString(parent.resolve(".A.java.swp"), "b0VIM");
        Files.createSymbolicLink(parent.resolve(".#A.java"), Path.of("me@here.1234:5678"));
        Files.writeString(parent.resolve("#A.java#"), type("A", 9));
        Files.writeString(parent.resolve(".B.java"), type("B", 9));
        nothingElse(0);
    }

    @Test
    void sedInPlace() throws Exception {
        assumeTrue(canRun("sed", "--version"));
        run("sed", "-i", "s/return 1/return 2/", file.toString());
        assertOneSave();
    }

    @Test
    void vim() throws Exception {
        assumeTrue(canRun("vim", "--version"));
        run("vim", "-es", "-u", "NONE", "-c", "set writebackup|%s/return 1/return 2/|wq", file.toString());
        assertOneSave();
    }

    @Test
    void touchIsNoSave() throws IOException {
        Files.setLastModifiedTime(file, FileTime.fromMillis(System.currentTimeMillis() + 5_000));
        Files.writeString(file, type("A", 1));
        nothingElse(0);
    }

    @Test
    void sameSizeAndTimeButOtherContentIsSeen() throws IOException {
        FileTime time = Files.getLastModifiedTime(file);
        for (int value = 2; value < 10; value++) {
            Files.writeString(file, type("A", value));
            Files.setLastModifiedTime(file, time);
            assertThat(heard.next(value - 2).changed()).containsExactly(file);
        }
    }

    @Test
    void truncatedThenWrittenLaterIsOneSave() throws IOException {
        try (OutputStream out = Files.newOutputStream(file)) {
            pause(120);
            out.write(type("A", 2).getBytes(StandardCharsets.UTF_8));
        }
        assertOneSave();
    }

    @Test
    void fileIsNotHandedOnWhileItGrows() throws IOException {
        try (OutputStream out = Files.newOutputStream(file)) {
            out.write("class A {\n".getBytes(StandardCharsets.UTF_8));
            for (int line = 0; line < 12; line++) {
                pause(25);
                out.write("    // line\n".getBytes(StandardCharsets.UTF_8));
            }
            assertThat(heard.saves).isEmpty();
            out.write("}\n".getBytes(StandardCharsets.UTF_8));
        }
        assertOneSave();
    }

    @Test
    void pausingWriterThatKeepsTheFileOpenIsWaitedFor() throws IOException {
        assumeTrue(Files.isDirectory(Path.of("/proc/self/fdinfo")));
        try (OutputStream out = Files.newOutputStream(file)) {
            out.write("class A {\n".getBytes(StandardCharsets.UTF_8));
            pause(700);
            assertThat(heard.saves).isEmpty();
            out.write("}\n".getBytes(StandardCharsets.UTF_8));
        }
        assertOneSave();
    }

    @Test
    void syntaxErrorIsHandedOn() throws IOException {
        Files.writeString(file, "class A { int value( { return 2; }\n");
        assertOneSave();
    }

    @Test
    void fileThatStaysEmptyIsHandedOn() throws IOException {
        Files.writeString(file, "");
        assertOneSave();
    }

    @Test
    void newFileIsChanged() throws IOException {
        file = write("com/acme/B.java", type("B", 1));
        assertOneSave();
    }

    @Test
    void deletedFileIsDeleted() throws IOException {
        Files.delete(file);
        Save save = heard.next(0);
        assertThat(save.deleted()).containsExactly(file);
        assertThat(save.changed()).isEmpty();
    }

    @Test
    void renameOfAFileIsOneSaveOfBoth() throws IOException {
        Path renamed = file.resolveSibling("B.java");
        Files.move(file, renamed);
        Save save = heard.next(0);
        assertThat(save.changed()).containsExactly(renamed);
        assertThat(save.deleted()).containsExactly(file);
    }

    @Test
    void lastOfManyRapidRewritesIsHandedOn() throws IOException {
        watcher.close();
        List<String> contents = new CopyOnWriteArrayList<>();
        watcher = Watcher.start(WatchOptions.of(List.of(root)), save -> {
            heard.onSave(save);
            contents.add(read(file));
        });
        for (int i = 1; i <= 1_000; i++) {
            Files.writeString(file, type("A", i));
        }
        Awaitility.await()
                .atMost(Duration.ofSeconds(10))
                .until(() ->
                        !contents.isEmpty() && contents.get(contents.size() - 1).equals(type("A", 1_000)));
    }

    private static String read(Path path) {
        try {
            return Files.readString(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void contentThatWasReplacedAndPutBackWhileTheListenerWasBusyComesAgain() throws Exception {
        watcher.close();
        CountDownLatch busy = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        watcher = Watcher.start(WatchOptions.of(List.of(root)), save -> {
            heard.onSave(save);
            busy.countDown();
            try {
                goOn.await(10, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
        Files.writeString(file, type("A", 2));
        assertThat(busy.await(10, TimeUnit.SECONDS)).isTrue();
        pause(20);
        Files.writeString(file, type("A", 3));
        Files.writeString(file, type("A", 2));
        goOn.countDown();
        assertThat(heard.next(1).changed()).containsExactly(file);
    }

    @Test
    void filesSavedTogetherAreOneSave() throws IOException {
        Path outside = Files.createDirectory(dir.resolve("outside"));
        Set<Path> files = new TreeSet<>();
        for (int i = 0; i < 30; i++) {
            Files.writeString(outside.resolve("F" + i + ".java"), type("F" + i, i));
            files.add(root.resolve("p/F" + i + ".java"));
        }
        Files.move(outside, root.resolve("p"));
        assertThat(heard.next(0).changed()).isEqualTo(files);
        nothingElse(1);
    }

    @Test
    void branchSwitchIsOneSave() throws Exception {
        assumeTrue(canRun("git", "--version"));
        watcher.close();
        Path gone = write("com/acme/Gone.java", type("Gone", 1));
        gitBranches();
        Heard fresh = new Heard();
        watcher = Watcher.start(WatchOptions.of(List.of(root)), fresh);
        run("git", "checkout", "-q", "other");
        Save save = fresh.next(0);
        assertThat(save.changed()).hasSize(40).allMatch(path -> path.startsWith(root));
        assertThat(save.deleted()).containsExactly(gone);
        run("git", "checkout", "-q", "main");
        assertThat(fresh.next(1).changed()).hasSize(41).contains(gone);
        assertThat(fresh.saves).hasSize(2);
    }

    private void gitBranches() throws Exception {
        for (int i = 0; i < 40; i++) {
            write("com/acme/q" + i % 5 + "/G" + i + ".java", type("G" + i, 1));
        }
        run("git", "init", "-q", "-b", "main");
        run("git", "add", "-A");
        commit();
        run("git", "checkout", "-q", "-b", "other");
        for (int i = 0; i < 40; i++) {
            write("com/acme/q" + i % 5 + "/G" + i + ".java", type("G" + i, 2));
        }
        run("git", "rm", "-q", "src/com/acme/Gone.java");
        run("git", "add", "-A");
        commit();
        run("git", "checkout", "-q", "main");
    }

    private void commit() throws Exception {
        run("git", "-c", "user.name=a", "-c", "user.email=a@example.org", "commit", "-q", "-m", "a");
    }

    /** Lets time pass as a slow writer does; the tests hold whatever time it really takes. */
    private static void pause(long millis) {
        Awaitility.await().pollDelay(Duration.ofMillis(millis)).until(() -> true);
    }
}

package org.jurigged.controller.watch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

final class WithoutEventsTest extends WatchTestCase {
    private static final String WATCH_LIMIT = "User limit of inotify watches reached";

    private WatchOptions options() {
        return WatchOptions.of(List.of(root));
    }

    @Nested
    final class Polling {
        @Test
        void findsWhatChangesAppearsAndGoes() throws IOException {
            Path a = write("a/A.java", type("A", 1));
            Path b = write("a/B.java", type("B", 1));
            watch(options().withPoll(Duration.ofMillis(20)));
            Files.writeString(a, type("A", 2));
            assertThat(heard.next(0).changed()).containsExactly(a);
            Files.delete(b);
            assertThat(heard.next(1).deleted()).containsExactly(b);
            Path c = write("x/y/C.java", type("C", 1));
            assertThat(heard.next(2).changed()).containsExactly(c);
            Files.move(root.resolve("x"), root.resolve("z"));
            Save moved = heard.next(3);
            assertThat(moved.changed()).containsExactly(root.resolve("z/y/C.java"));
            assertThat(moved.deleted()).containsExactly(c);
            nothingElse(4);
            assertThat(heard.notes).isEmpty();
        }

        @Test
        void seesRewritesOfTheSameSizeAtOnceAfterEachOther() throws IOException {
            Path a = write("A.java", type("A", 1));
            watch(options().withPoll(Duration.ofMillis(5)));
            for (int value = 2; value < 8; value++) {
                int before = heard.saves.size();
                Files.writeString(a, type("A", value));
                assertThat(heard.next(before).changed()).containsExactly(a);
            }
        }

        @Test
        void burstIsOneSave() throws IOException {
            watch(options().withPoll(Duration.ofMillis(10)));
            Set<Path> files = new TreeSet<>();
            Path outside = Files.createDirectory(dir.resolve("outside"));
            for (int i = 0; i < 20; i++) {
                Files.writeString(outside.resolve("F" + i + ".java"), type("F" + i, i));
                files.add(root.resolve("p/F" + i + ".java"));
            }
            Files.move(outside, root.resolve("p"));
            assertThat(heard.next(0).changed()).isEqualTo(files);
        }

        @Test
        void linksAndSingleFilesAreSeen() throws IOException {
            Path target = Files.writeString(dir.resolve("Target.java"), type("Target", 1));
            Path single = Files.writeString(dir.resolve("Single.java"), type("Single", 1));
            Path link = Files.createSymbolicLink(root.resolve("Link.java"), target);
            watch(options().withFiles(List.of(single)).withPoll(Duration.ofMillis(20)));
            Files.writeString(target, type("Target", 2));
            assertThat(heard.next(0).changed()).containsExactly(link);
            Files.writeString(single, type("Single", 2));
            assertThat(heard.next(1).changed()).containsExactly(single);
        }
    }

    @Nested
    final class Limits {
        @Test
        void limitAtStartFallsBackToPollingWithOneNote() throws IOException {
            for (int i = 0; i < 10; i++) {
                write("p" + i + "/F.java", type("F", 1));
            }
            watcher = Watcher.start(options(), heard, () -> new LimitedEvents(3, WATCH_LIMIT));
            Path file = write("p9/F.java", type("F", 2));
            assertThat(heard.next(0).changed()).containsExactly(file);
            assertThat(heard.notes)
                    .singleElement()
                    .asString()
                    .contains("inotify watches", "max_user_watches", "0.25 s");
        }

        @Test
        void limitReachedLaterMissesNothing() throws IOException {
            watcher = Watcher.start(options(), heard, () -> new LimitedEvents(4, WATCH_LIMIT));
            Set<Path> files = new TreeSet<>();
            for (int i = 0; i < 10; i++) {
                files.add(write("p" + i + "/F.java", type("F", 1)));
            }
            heard.awaitSave(save -> heard.changed().equals(files));
            assertThat(heard.notes).hasSize(1);
        }

        @Test
        void noInstanceAtAllFallsBackToPolling() throws IOException {
            watcher = Watcher.start(options(), heard, () -> {
                throw new IOException("User limit of inotify instances reached or too many open files");
            });
            Path file = write("F.java", type("F", 1));
            assertThat(heard.next(0).changed()).containsExactly(file);
            assertThat(heard.notes).singleElement().asString().contains("max_user_instances");
        }

        @Test
        void otherFailureIsNamed() throws IOException {
            watcher = Watcher.start(options(), heard, () -> new LimitedEvents(0, "the flux capacitor is out"));
            heard.awaitNote("the flux capacitor is out");
        }
    }

    @Nested
    final class LostEvents {
        @Test
        void everythingIsLookedAtAgainOnce() throws IOException {
            Path a = write("a/A.java", type("A", 1));
            Path b = write("a/B.java", type("B", 1));
            LimitedEvents limited = new LimitedEvents(1_000, "");
            watcher = Watcher.start(options(), heard, () -> limited);
            limited.deaf = true;
            Files.writeString(a, type("A", 2));
            Files.delete(b);
            Path c = write("new/C.java", type("C", 1));
            for (int i = 0; i < 50; i++) {
                limited.sink.lost(System.nanoTime());
            }
            Save save = heard.next(0);
            assertThat(save.changed()).containsExactly(a, c);
            assertThat(save.deleted()).containsExactly(b);
            assertThat(heard.notes).singleElement().asString().contains("looking at all files again");
            limited.deaf = false;
            Files.writeString(c, type("C", 2));
            assertThat(heard.next(1).changed()).containsExactly(c);
        }

        @Test
        void refreshFindsThem() throws IOException {
            Path a = write("a/A.java", type("A", 1));
            LimitedEvents limited = new LimitedEvents(1_000, "");
            watcher = Watcher.start(options(), heard, () -> limited);
            limited.deaf = true;
            Files.writeString(a, type("A", 2));
            watcher.refresh();
            assertThat(heard.next(0).changed()).containsExactly(a);
        }

        @Test
        void floodOfEventsIsSurvived() throws IOException {
            watch();
            Set<Path> files = new TreeSet<>();
            for (int i = 0; i < 2_000; i++) {
                files.add(write("F" + i + ".java", type("F" + i, i)));
            }
            heard.awaitSave(save -> heard.changed().equals(files));
        }
    }

    /** Returns options with a filter that throws, as often as told, when it is asked about {@code B.java}. */
    private WatchOptions failing(int times, Runnable failure) {
        AtomicInteger failures = new AtomicInteger(times);
        return options().withFilter(path -> {
            if (path.endsWith("B.java") && failures.getAndDecrement() > 0) {
                failure.run();
            }
            return path.toString().endsWith(".java");
        });
    }

    @Test
    void filterThatThrowsIsReportedAndLosesNothing() throws IOException {
        watch(failing(1, () -> {
            throw new IllegalStateException("no such filter");
        }));
        Path file = write("B.java", type("B", 1));
        heard.awaitSave(save -> save.changed().contains(file));
        assertThat(heard.problems).singleElement().asString().contains("no such filter");
    }

    @Test
    void failureThatLastsIsReportedOnceAndLosesNothing() throws IOException {
        watch(failing(2, () -> {
                    throw new StackOverflowError("no such filter");
                })
                .withPoll(Duration.ofMillis(20)));
        Path file = write("B.java", type("B", 1));
        heard.awaitSave(save -> save.changed().contains(file));
        assertThat(heard.problems).singleElement().asString().contains("no such filter");
    }

    @Test
    void listenerThatThrowsIsReportedAndGoesOn() throws IOException {
        watcher = Watcher.start(options(), new WatchListener() {
            @Override
            public void onSave(Save save) {
                heard.onSave(save);
                throw new AssertionError("not today");
            }

            @Override
            public void onProblem(String problem) {
                heard.onProblem(problem);
            }
        });
        write("A.java", type("A", 1));
        heard.next(0);
        write("A.java", type("A", 2));
        heard.next(1);
        Awaitility.await().until(() -> heard.problems.size() == 2);
        assertThat(heard.problems).allMatch(problem -> problem.contains("not today"));
    }
}

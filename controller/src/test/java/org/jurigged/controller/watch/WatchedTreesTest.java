package org.jurigged.controller.watch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

final class WatchedTreesTest extends WatchTestCase {
    @Nested
    final class Directories {
        @Test
        void filesOfNewDirectoriesAreNeverMissed() throws IOException {
            watch();
            Set<Path> files = new TreeSet<>();
            for (int i = 0; i < 100; i++) {
                files.add(write("a" + i + "/b/c/F" + i + ".java", type("F" + i, i)));
            }
            heard.awaitSave(save -> heard.changed().equals(files));
            Path later = write("a7/b/c/Later.java", type("Later", 1));
            heard.awaitSave(save -> save.changed().contains(later));
        }

        @Test
        void renamedDirectoryMovesItsFiles() throws IOException {
            Path before = write("a/b/F.java", type("F", 1));
            watch();
            Files.move(root.resolve("a"), root.resolve("z"));
            Path after = root.resolve("z/b/F.java");
            Save save = heard.next(0);
            assertThat(save.changed()).containsExactly(after);
            assertThat(save.deleted()).containsExactly(before);
            Files.writeString(after, type("F", 2));
            assertThat(heard.next(1).changed()).containsExactly(after);
        }

        @Test
        void directoryMovedInIsSeenAndMovedOutIsDeleted() throws IOException {
            Path outside = Files.createDirectories(dir.resolve("elsewhere/p"));
            Files.writeString(outside.resolve("F.java"), type("F", 1));
            watch();
            Files.move(outside, root.resolve("p"));
            assertThat(heard.next(0).changed()).containsExactly(root.resolve("p/F.java"));
            Files.move(root.resolve("p"), outside);
            assertThat(heard.next(1).deleted()).containsExactly(root.resolve("p/F.java"));
            Files.writeString(outside.resolve("F.java"), type("F", 2));
            nothingElse(2);
        }

        @Test
        void directoryDeletedThenMadeAgain() throws IOException {
            Path file = write("a/b/F.java", type("F", 1));
            watch();
            Files.delete(file);
            Files.delete(root.resolve("a/b"));
            Files.delete(root.resolve("a"));
            assertThat(heard.next(0).deleted()).containsExactly(file);
            write("a/b/F.java", type("F", 2));
            assertThat(heard.next(1).changed()).containsExactly(file);
            write("a/b/F.java", type("F", 3));
            assertThat(heard.next(2).changed()).containsExactly(file);
        }

        @Test
        void excludedDirectoriesAreNotWatched() throws IOException {
            for (String excluded : List.of("node_modules", ".hidden", "gen")) {
                write(excluded + "/p/F.java", type("F", 1));
            }
            watch(WatchOptions.of(List.of(root)).withExcludes(Globs.of(List.of("**/gen/**"))));
            for (String excluded : List.of("node_modules", ".hidden", "gen")) {
                write(excluded + "/p/F.java", type("F", 2));
                write(excluded + "/q/G.java", type("G", 2));
            }
            nothingElse(0);
        }
    }

    @Nested
    final class Roots {
        @Test
        void aRootThatIsReplacedIsWatchedAgain() throws IOException {
            Path file = write("F.java", type("F", 1));
            watch();
            Files.move(root, dir.resolve("old"));
            Files.createDirectory(root);
            write("F.java", type("F", 2));
            heard.awaitSave(save -> save.changed().contains(file));
            int before = heard.saves.size();
            write("F.java", type("F", 3));
            assertThat(heard.next(before).changed()).containsExactly(file);
        }

        @Test
        void aRootThatIsMissingIsWatchedWhenItComes() throws IOException {
            Path later = dir.resolve("later/java");
            watch(WatchOptions.of(List.of(root, later)));
            Files.createDirectories(later);
            Path file = Files.writeString(later.resolve("F.java"), type("F", 1));
            assertThat(heard.next(0).changed()).containsExactly(file);
        }

        @Test
        void aRootCanBeAddedLater() throws IOException {
            watch();
            Path more = Files.createDirectory(dir.resolve("more"));
            Path file = Files.writeString(more.resolve("F.java"), type("F", 1));
            watcher.add(more);
            assertThat(watcher.watched()).containsExactly(root, more);
            Files.writeString(file, type("F", 2));
            assertThat(heard.next(0).changed()).containsExactly(file);
            nothingElse(1);
        }

        @Test
        void rootsWithinEachOtherAreWatchedOnce() throws IOException {
            Path inner = Files.createDirectories(root.resolve("a/b"));
            watch(WatchOptions.of(List.of(inner, root)));
            Path file = write("a/b/F.java", type("F", 1));
            assertThat(heard.next(0).changed()).containsExactly(file);
            nothingElse(1);
        }

        @Test
        void nothingComesAfterClose() throws IOException {
            watch();
            watcher.close();
            watcher.close();
            watcher.add(dir);
            watcher.refresh();
            Heard other = new Heard();
            Path file;
            try (Watcher second = Watcher.start(WatchOptions.of(List.of(root)), other)) {
                assertThat(second.watched()).containsExactly(root);
                file = write("F.java", type("F", 1));
                other.next(0);
            }
            assertThat(other.changed()).containsExactly(file);
            assertThat(heard.saves).isEmpty();
        }
    }

    @Nested
    final class SingleFiles {
        @Test
        void aSingleFileIsWatchedWithoutItsNeighbours() throws IOException {
            Path single = Files.writeString(dir.resolve("Main.java"), type("Main", 1));
            watch(WatchOptions.of(List.of(root)).withFiles(List.of(single)));
            Files.writeString(dir.resolve("Other.java"), type("Other", 1));
            Files.createDirectory(dir.resolve("sub"));
            Files.writeString(dir.resolve("sub/Deep.java"), type("Deep", 1));
            Files.writeString(single, type("Main", 2));
            assertThat(heard.next(0).changed()).containsExactly(single);
            Files.delete(single);
            assertThat(heard.next(1).deleted()).containsExactly(single);
            Files.writeString(single, type("Main", 3));
            assertThat(heard.next(2).changed()).containsExactly(single);
            nothingElse(3);
        }

        @Test
        void aSingleFileNeedsNeitherSuffixNorDirectory() throws IOException {
            Path single = dir.resolve("conf/app.properties");
            watch(WatchOptions.of(List.of(root)).withFiles(List.of(single)));
            Files.createDirectory(single.getParent());
            Files.writeString(single, "a=1");
            assertThat(heard.next(0).changed()).containsExactly(single);
        }
    }

    @Nested
    final class Links {
        @Test
        void aLinkedFileIsSeenThroughItsTarget() throws IOException {
            Path target = Files.createDirectory(dir.resolve("shared")).resolve("Shared.java");
            Files.writeString(target, type("Shared", 1));
            Path hop = Files.createSymbolicLink(dir.resolve("Hop.java"), target);
            Path link = Files.createSymbolicLink(root.resolve("Shared.java"), hop);
            watch();
            Files.writeString(target, type("Shared", 2));
            assertThat(heard.next(0).changed()).containsExactly(link);
            Path other = Files.writeString(dir.resolve("shared/Other.java"), type("Shared", 3));
            Files.delete(hop);
            Files.createSymbolicLink(hop, other);
            assertThat(heard.next(1).changed()).containsExactly(link);
            Files.writeString(other, type("Shared", 4));
            assertThat(heard.next(2).changed()).containsExactly(link);
            nothingElse(3);
        }

        @Test
        void aLinkedDirectoryIsWatchedByTheLinksPath() throws IOException {
            Path target = Files.createDirectories(dir.resolve("shared/p"));
            Files.writeString(target.resolve("F.java"), type("F", 1));
            watch();
            Path link = Files.createSymbolicLink(root.resolve("linked"), dir.resolve("shared"));
            Path file = link.resolve("p/F.java");
            assertThat(heard.next(0).changed()).containsExactly(file);
            Files.writeString(target.resolve("F.java"), type("F", 2));
            assertThat(heard.next(1).changed()).containsExactly(file);
            Files.delete(link);
            assertThat(heard.next(2).deleted()).containsExactly(file);
        }

        @Test
        void aDirectoryInReachByTwoPathsIsReportedByTheRealOne() throws IOException {
            Path file = write("real/F.java", type("F", 1));
            Files.createSymbolicLink(root.resolve("alias"), root.resolve("real"));
            Files.createSymbolicLink(root.resolve("G.java"), file);
            watch();
            Files.writeString(file, type("F", 2));
            assertThat(heard.next(0).changed()).containsExactly(file);
            nothingElse(1);
        }

        @Test
        void aRootThatIsRealTakesOverFromALink() throws IOException {
            Path real = Files.createDirectory(dir.resolve("real"));
            Path file = Files.writeString(real.resolve("F.java"), type("F", 1));
            Files.createSymbolicLink(root.resolve("alias"), real);
            watch();
            watcher.add(real);
            Files.writeString(file, type("F", 2));
            assertThat(heard.next(0).changed()).containsExactly(file);
            nothingElse(1);
        }

        @Test
        void cyclesEnd() throws IOException {
            write("a/b/F.java", type("F", 1));
            Files.createSymbolicLink(root.resolve("a/b/up"), root);
            Files.createSymbolicLink(root.resolve("a/b/top"), dir);
            Files.createSymbolicLink(root.resolve("self"), root.resolve("self"));
            Files.createSymbolicLink(root.resolve("Self.java"), root.resolve("Self.java"));
            watch();
            Path file = write("a/b/F.java", type("F", 2));
            assertThat(heard.next(0).changed()).containsExactly(file);
            nothingElse(1);
        }
    }
}

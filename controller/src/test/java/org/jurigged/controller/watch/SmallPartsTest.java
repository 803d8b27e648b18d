package org.jurigged.controller.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SmallPartsTest {
    @TempDir
    Path dir;

    @Nested
    final class Locks {
        private final VersionControl versionControl = new VersionControl();

        @Test
        void ofGitAreFoundAboveTheRoot() throws IOException {
            Path git = Files.createDirectory(dir.resolve(".git"));
            Path root = Files.createDirectories(dir.resolve("m/src/main/java"));
            versionControl.addRoot(root);
            assertThat(versionControl.isLocked()).isFalse();
            Path lock = Files.createFile(git.resolve("index.lock"));
            assertThat(versionControl.isLocked()).isTrue();
            Files.setLastModifiedTime(lock, FileTime.fromMillis(System.currentTimeMillis() - 60_000));
            assertThat(versionControl.isLocked()).isFalse();
        }

        @Test
        void ofALinkedWorkTreeAreFoundWhereItPointsTo() throws IOException {
            Path git = Files.createDirectories(dir.resolve("main/.git/worktrees/w"));
            Path tree = Files.createDirectory(dir.resolve("w"));
            Files.writeString(tree.resolve(".git"), "gitdir: ../main/.git/worktrees/w\n");
            versionControl.addRoot(tree);
            Files.createFile(git.resolve("index.lock"));
            assertThat(versionControl.isLocked()).isTrue();
        }

        @Test
        void ofMercurialAreDanglingLinks() throws IOException {
            Path hg = Files.createDirectory(dir.resolve(".hg"));
            versionControl.addRoot(dir);
            Files.createSymbolicLink(hg.resolve("wlock"), Path.of("host:4711"));
            assertThat(versionControl.isLocked()).isTrue();
        }
    }

    @Nested
    final class OpenFiles {
        @Test
        void areKnownWhileTheyAreWritten() throws IOException {
            assumeTrue(Files.isDirectory(Path.of("/proc/self/fdinfo")));
            Path file = dir.resolve("A.java");
            try (OutputStream out = Files.newOutputStream(file)) {
                assertThat(Writers.hasWriter(file)).isTrue();
                out.write(1);
            }
            assertThat(Writers.hasWriter(file)).isFalse();
            try (var in = Files.newInputStream(file)) {
                assertThat(Writers.hasWriter(file)).isFalse();
                assertThat(in.read()).isEqualTo(1);
            }
            assertThat(Writers.hasWriter(dir.resolve("none"))).isFalse();
        }
    }

    @Nested
    final class Values {
        @Test
        void aSaveNamesFilesOnce() {
            Path a = dir.resolve("A.java");
            assertThatThrownBy(() -> new Save(Set.of(), Set.of(), 1)).isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> new Save(Set.of(a), Set.of(a), 1)).isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> new Save(Set.of(a), Set.of(), 1).changed().clear())
                    .isInstanceOf(UnsupportedOperationException.class);
        }

        @Test
        void optionsMakePathsAbsoluteAndRefuseNonsense() {
            WatchOptions options = WatchOptions.of(List.of(Path.of("a/../b"), Path.of("b")));
            assertThat(options.roots()).containsExactly(Path.of("b").toAbsolutePath());
            assertThatThrownBy(() -> options.withPoll(Duration.ZERO)).hasMessageContaining("more than 0");
            assertThatThrownBy(() -> options.withSettle(Duration.ofMillis(-1))).hasMessageContaining("0 or more");
        }

        @Test
        void fileSystemsOfOtherMachinesAreKnown() {
            assertThat(List.of("nfs4", "9p", "cifs", "fuse.sshfs", "virtiofs"))
                    .allMatch(FileSystemKind::isWithoutEvents);
            assertThat(List.of("ext4", "overlay", "apfs", "ntfs", "fuseblk"))
                    .noneMatch(FileSystemKind::isWithoutEvents);
        }

        @Test
        void stampsAreRacyWithinTheFileSystemsGranularity() {
            long second = 1_000_000_000L;
            Stamp fine = new Stamp(1, 10 * second + 1_234_567, "key");
            assertThat(fine.isRacy(10 * second + 30_000_000)).isTrue();
            assertThat(fine.isRacy(11 * second)).isFalse();
            Stamp coarse = new Stamp(1, 10 * second, "key");
            assertThat(coarse.isRacy(11 * second)).isTrue();
            assertThat(coarse.isRacy(13 * second)).isFalse();
        }

        @Test
        void aPathMapKnowsWhatIsBelow() {
            PathMap<Integer> map = new PathMap<>();
            List<String> paths = List.of("a", "a/b", "a/b/C.java", "a/b-c/D.java", "a/b.java", "a/b0", "a/b/z/E.java");
            paths.forEach(path -> map.put(dir.resolve(path), paths.indexOf(path)));
            assertThat(map.below(dir.resolve("a/b"))).containsExactly(2, 6);
            assertThat(map.below(dir.getRoot())).hasSize(paths.size());
        }
    }
}

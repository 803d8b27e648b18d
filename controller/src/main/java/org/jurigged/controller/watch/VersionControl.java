package org.jurigged.controller.watch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * Tells whether a version-control command is changing the files, by the lock that git and Mercurial hold meanwhile, so
 * that a branch switch that is held up half-way still is one save. Confined to the watcher's lock.
 */
final class VersionControl {
    /** A lock older than this was left behind by a command that died, or belongs to one that waits for its user. */
    private static final long STALE = TimeUnit.SECONDS.toNanos(30);

    private final Set<Path> locks = new LinkedHashSet<>();

    /** Looks for the working copy that the directory is in. */
    void addRoot(Path dir) {
        for (Path at = dir; at != null; at = at.getParent()) {
            Path git = at.resolve(".git");
            if (Files.exists(git)) {
                locks.add(gitDirectory(git).resolve("index.lock"));
                return;
            }
            if (Files.isDirectory(at.resolve(".hg"))) {
                locks.add(at.resolve(".hg").resolve("wlock"));
                return;
            }
        }
    }

    boolean isLocked() {
        return locks.stream().anyMatch(VersionControl::isFresh);
    }

    private static boolean isFresh(Path lock) {
        if (!Files.exists(lock, LinkOption.NOFOLLOW_LINKS)) {
            return false;
        }
        try {
            long modified =
                    Files.getLastModifiedTime(lock, LinkOption.NOFOLLOW_LINKS).to(TimeUnit.NANOSECONDS);
            return Stamp.wallClock() - modified < STALE;
        } catch (IOException e) {
            return false;
        }
    }

    /** Follows the one line of a {@code .git} that is a file, as in linked work trees and submodules. */
    private static Path gitDirectory(Path git) {
        if (Files.isDirectory(git)) {
            return git;
        }
        try {
            String line = Files.readString(git).strip();
            return git.resolveSibling(line.substring(line.indexOf(':') + 1).strip())
                    .normalize();
        } catch (IOException e) {
            return git;
        }
    }
}

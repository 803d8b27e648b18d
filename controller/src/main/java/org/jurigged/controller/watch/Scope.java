package org.jurigged.controller.watch;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/** Which files and directories are the watcher's business. Confined to the watcher's lock. */
final class Scope {
    private final Set<Path> roots;
    private final Set<Path> files;
    private final Globs excludes;
    private final Predicate<Path> filter;

    Scope(WatchOptions options) {
        this.roots = new LinkedHashSet<>(options.roots());
        this.files = new HashSet<>(options.files());
        this.excludes = options.excludes();
        this.filter = options.filter();
    }

    boolean addRoot(Path root) {
        return roots.add(root);
    }

    List<Path> roots() {
        return List.copyOf(roots);
    }

    List<Path> files() {
        return List.copyOf(files);
    }

    /**
     * Tells whether the file counts, given that its directory does.
     *
     * @param root the root its directory is watched for; null if that is only registered for single files
     */
    boolean wantsFile(Path root, Path file) {
        return files.contains(file) || (root != null && filter.test(file) && !excludes.excludesEntry(root, file));
    }

    /** Tells whether a directory counts, given that its parent directory does. */
    boolean wantsFolder(Path root, Path dir) {
        return roots.contains(dir) || !excludes.excludesEntry(root, dir);
    }

    /** Tells whether a directory holds a root: a link to it leads round in a circle. */
    boolean isAboveRoot(Path dir) {
        return roots.stream().anyMatch(root -> root.startsWith(dir));
    }
}

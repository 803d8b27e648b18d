package org.jurigged.controller.watch;

import java.nio.file.Path;
import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;

/**
 * The files that settled together: what one save of an editor, or one branch switch, did to the disk.
 *
 * <p>Paths are absolute and normalised, and sorted. A file is in one of the sets only, and at least one set has a file.
 *
 * @param changed files that exist, whose content is another than the one last known (a new file has no known content)
 * @param deleted files that were known and are gone
 * @param firstEventNanos {@link System#nanoTime()} when the first of the changes was noticed
 */
public record Save(Set<Path> changed, Set<Path> deleted, long firstEventNanos) {
    public Save {
        changed = sorted(changed);
        deleted = sorted(deleted);
        if (changed.isEmpty() && deleted.isEmpty()) {
            throw new IllegalArgumentException("a save names at least one file");
        }
        if (!Collections.disjoint(changed, deleted)) {
            throw new IllegalArgumentException(
                    "a file is changed or deleted, not both: " + changed + " and " + deleted);
        }
    }

    private static Set<Path> sorted(Set<Path> paths) {
        return Collections.unmodifiableSet(new TreeSet<>(paths));
    }
}

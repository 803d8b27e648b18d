package org.jurigged.controller.watch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;

/**
 * A directory that is watched.
 *
 * @param root the root it is watched for with all it has; null if only single files in it count
 * @param stamp what it looked like just before it was listed; its key is never null
 * @param seenAt wall-clock nanoseconds of that
 */
record Folder(Path path, Path root, Stamp stamp, long seenAt) {
    /** Looks at a directory, through links. Returns null if there is none. */
    static Folder at(Path dir, Path root) {
        try {
            long now = Stamp.wallClock();
            BasicFileAttributes attributes = Files.readAttributes(dir, BasicFileAttributes.class);
            return attributes.isDirectory() ? of(dir, root, attributes, now) : null;
        } catch (IOException e) {
            return null;
        }
    }

    /** Makes a folder of what was read before. */
    static Folder of(Path dir, Path root, BasicFileAttributes attributes, long seenAt) throws IOException {
        Stamp stamp = Stamp.of(attributes);
        Object key = stamp.key() != null ? stamp.key() : dir.toRealPath();
        return new Folder(dir, root, new Stamp(stamp.size(), stamp.modified(), key), seenAt);
    }

    boolean isSameAs(Folder other) {
        return stamp.key().equals(other.stamp.key());
    }

    /** Tells whether all that counts in the other folder counts here. */
    boolean covers(Folder other) {
        return root != null || other.root == null;
    }

    /** Tells whether entries may have come or gone between the two looks. */
    boolean mayDifferFrom(Folder later) {
        return !stamp.equals(later.stamp) || stamp.isRacy(seenAt);
    }

    /** Tells whether no link is on the way to it. */
    boolean isReal() {
        try {
            return path.equals(path.toRealPath());
        } catch (IOException e) {
            return false;
        }
    }
}

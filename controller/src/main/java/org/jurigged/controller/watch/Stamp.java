package org.jurigged.controller.watch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.concurrent.TimeUnit;

/**
 * What the file system says of a file or directory without opening it.
 *
 * @param size bytes
 * @param modified last modification, nanoseconds of wall-clock time
 * @param key device and inode; null where the file system has none
 */
record Stamp(long size, long modified, Object key) {
    private static final long FINE_MARGIN = TimeUnit.MILLISECONDS.toNanos(50);
    private static final long TICK = TimeUnit.MILLISECONDS.toNanos(10);
    private static final long COARSE_MARGIN = TimeUnit.MILLISECONDS.toNanos(2_100);

    static Stamp of(BasicFileAttributes attributes) {
        return new Stamp(
                attributes.size(), attributes.lastModifiedTime().to(TimeUnit.NANOSECONDS), attributes.fileKey());
    }

    /** Reads the stamp of a file, of a link's target if it is one. */
    static Stamp of(Path path) throws IOException {
        return of(Files.readAttributes(path, BasicFileAttributes.class));
    }

    /** Reads the stamp of a regular file like {@link #of(Path)}. Returns null if there is none. */
    static Stamp orNull(Path file) {
        try {
            BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
            return attributes.isRegularFile() ? of(attributes) : null;
        } catch (IOException e) {
            return null;
        }
    }

    /** Returns the wall-clock time in the unit of {@link #modified}. */
    static long wallClock() {
        return TimeUnit.MILLISECONDS.toNanos(System.currentTimeMillis());
    }

    /** Returns the earliest modification time that a write from now on can get. */
    static long earliestModified() {
        return wallClock() - TICK;
    }

    /** Returns the latest modification time that a write until now can have got: our clock leaves out what is below 1 ms. */
    static long latestModified() {
        return wallClock() + TimeUnit.MILLISECONDS.toNanos(1);
    }

    /**
     * Tells whether a file seen with this stamp at that wall-clock time may have been written since and look the same.
     *
     * <p>Linux stamps with its clock tick (1-10 ms); file systems that keep whole seconds only (FAT: two) are known by
     * their zeros. The same reasoning as in git's "racily clean" entries.
     */
    boolean isRacy(long seenAt) {
        return modified > seenAt - (modified % 1_000_000 == 0 ? COARSE_MARGIN : FINE_MARGIN);
    }
}

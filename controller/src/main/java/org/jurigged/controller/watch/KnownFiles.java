package org.jurigged.controller.watch;

import java.nio.file.Path;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What is known of the files: their stamps, and the hash of the content once it was read. Confined to the watcher's lock.
 *
 * <p>Nothing is read at the start. {@link ContentReader} hashes in the background; until it came to a file, an event for
 * it is taken for a change unless an untouched modification time speaks against it. So a {@code touch} in the first
 * second may come as a save without a change, and never a change without a save.
 */
final class KnownFiles {
    /**
     * One file.
     *
     * @param seenAt wall-clock nanoseconds just before {@code stamp} was taken
     * @param hash of its content, if {@code hashed}
     */
    record Known(Path path, Stamp stamp, long seenAt, long hash, boolean hashed) {
        /** Tells whether a file with that stamp now may have another content than the known one. */
        boolean mayDifferFrom(Stamp now) {
            return !stamp.equals(now) || stamp.isRacy(seenAt);
        }
    }

    private final PathMap<Known> files = new PathMap<>();
    private final Set<Path> unreadable = new HashSet<>();
    private Set<Path> handedOver = Set.of();
    private long handedOverFrom;
    private long handedOverTo;

    Known get(Path file) {
        return files.get(file);
    }

    Collection<Known> all() {
        return files.values();
    }

    List<Known> below(Path dir) {
        return files.below(dir);
    }

    /** Takes a file as it is, unread, for what is known. */
    void found(Path file, Stamp stamp, long seenAt) {
        files.put(file, new Known(file, stamp, seenAt, 0, false));
    }

    void forget(Path file) {
        files.remove(file);
        unreadable.remove(file);
    }

    /** Remembers a file that cannot be read: whatever is read of it some day is news. */
    void unreadable(Path file) {
        unreadable.add(file);
    }

    /** Returns a copy of the files that could not be read. */
    List<Path> unreadable() {
        return List.copyOf(unreadable);
    }

    /** Makes what was seen the known state. */
    void accept(Path file, Look look) {
        unreadable.remove(file);
        if (look.state() == Look.State.ABSENT) {
            files.remove(file);
        } else {
            files.put(file, new Known(file, look.stamp(), look.takenAt(), look.hash(), true));
        }
    }

    /** Tells whether what was seen differs from the known state, after an event for the file. */
    boolean isNews(Path file, Look look) {
        Known known = files.get(file);
        if (look.state() == Look.State.ABSENT || known == null || unreadable.contains(file)) {
            return look.state() != Look.State.ABSENT || known != null;
        }
        if (!known.hashed()) {
            return known.mayDifferFrom(look.stamp());
        }
        return known.hash() != look.hash()
                || known.stamp().size() != look.stamp().size()
                || wasOtherwiseMeanwhile(known, look);
    }

    /** Remembers which files are with the listener from now on. */
    void handOver(Set<Path> changed) {
        handedOver = changed;
        handedOverFrom = Stamp.earliestModified();
        handedOverTo = Long.MAX_VALUE;
    }

    /** Notes that the listener is done with them. */
    void handedOver() {
        handedOverTo = Stamp.latestModified();
    }

    /**
     * Tells whether the file was written and put back while the listener had it: it may have read what was between.
     */
    private boolean wasOtherwiseMeanwhile(Known known, Look look) {
        long modified = look.stamp().modified();
        return handedOver.contains(known.path())
                && modified > known.stamp().modified()
                && modified >= handedOverFrom
                && modified <= handedOverTo;
    }
}

package org.jurigged.controller.watch;

import java.time.Duration;

/**
 * How long is waited for what, in nanoseconds; all of it follows from the settle time S (50 ms by default).
 *
 * @param one quiet after the last event of a single, complete file: 4 ms or S, whichever is shorter
 * @param many quiet after the last event of several files, or of one that is not Java: 0.4 S
 * @param lots the same from {@link #LOTS} files on: S
 * @param gone before a missing file counts as deleted: 2 S
 * @param incomplete before Java that does not balance is handed on, so that its error is reported: 4 S
 * @param patient the same for a file that was seen to grow, or is empty: 8 S, at least 400 ms
 * @param busy quiet after a single file while a version-control command holds its lock, which may be one that waits for its
 *     user's word: 6 S
 * @param busyWithMany the same after several files, which the command itself may have changed, on a machine that has more to do
 *     than that: 40 S
 * @param cap the longest a burst is collected while events keep coming: 20 S, at least 1 s; ten times that under a lock
 */
record Timing(
        long one,
        long many,
        long lots,
        long gone,
        long incomplete,
        long patient,
        long busy,
        long busyWithMany,
        long cap) {
    static final int LOTS = 10;

    private static final long MILLI = 1_000_000;

    /** Returns how long nothing may have happened to a burst of that many files. */
    long quiet(int files) {
        return files == 1 ? one : files < LOTS ? many : lots;
    }

    /** Returns how long a lock is waited for after the last event of a burst of that many files. */
    long locked(int files) {
        return files == 1 ? busy : busyWithMany;
    }

    static Timing of(Duration settle) {
        long s = settle.toNanos();
        return new Timing(
                Math.min(4 * MILLI, s),
                s * 2 / 5,
                s,
                2 * s,
                4 * s,
                Math.max(400 * MILLI, 8 * s),
                6 * s,
                40 * s,
                Math.max(1_000 * MILLI, 20 * s));
    }
}

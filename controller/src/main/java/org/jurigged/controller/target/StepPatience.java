package org.jurigged.controller.target;

/**
 * How long a thread is stepped that doesn't come to where it is awaited. HotSpot interprets all that a thread runs while it is
 * stepped, so a thread that computes is let go after a moment, for a longer time each time.
 */
final class StepPatience {
    /** After this long it is looked whether the thread makes progress. */
    static final long MILLIS = 100;
    /** How many times it may make none until it is let go; the first time what it runs may have to be linked. */
    private static final int FIRST_IDLE = 10;

    private static final int MOST_IDLE = 2;
    /** How many times it may make some without coming to a head. */
    private static final int MOST_LOOKS = 20;
    /** After how many looks without a step it is looked whether it still can be stepped; at first, and at most. */
    private static final int FIRST_DOUBT = 10;

    private static final int MOST_DOUBT = 300;
    /** How long it runs at full speed at most. */
    private static final long LONGEST_REST = 5_000;

    /** What is to be done. */
    enum Verdict {
        /** It is stepped on. */
        GO_ON,
        /** It runs at full speed for a while. */
        LET_GO,
        /** Whether what its step waits for can still come is to be made sure of. */
        DOUBT
    }

    private long rest = MILLIS;
    private int mostIdle = FIRST_IDLE;
    private int doubt = FIRST_DOUBT;
    private int idle;
    private int seen;
    private int unseen;

    /** Stepping begins. */
    void begin() {
        idle = 0;
        seen = 0;
        unseen = 0;
    }

    /**
     * Takes a look.
     *
     * @param isSeen whether there were steps since the last one
     * @param isRunning whether there were none though the thread runs
     */
    Verdict look(boolean isSeen, boolean isRunning) {
        idle = isRunning ? idle + 1 : 0;
        seen = isSeen ? seen + 1 : 0;
        unseen = isSeen ? 0 : unseen + 1;
        if (idle >= mostIdle || seen >= MOST_LOOKS) {
            mostIdle = MOST_IDLE;
            return Verdict.LET_GO;
        } else if (unseen >= doubt) {
            doubt = Math.min(2 * doubt, MOST_DOUBT);
            return Verdict.DOUBT;
        }
        return Verdict.GO_ON;
    }

    /** Returns for how many milliseconds the thread is left alone now. */
    long rest() {
        long now = rest;
        rest = Math.min(2 * rest, LONGEST_REST);
        return now;
    }
}

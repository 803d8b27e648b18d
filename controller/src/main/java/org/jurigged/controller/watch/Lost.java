package org.jurigged.controller.watch;

/**
 * Decides when to look at everything after events were lost: once for a storm of such reports, when it is over or has
 * lasted long enough. Linux reports one overflow of its queue for every registered directory. Confined to the watcher's
 * lock.
 */
final class Lost {
    private final Timing timing;
    private boolean waiting;
    private long first;
    private long last;

    Lost(Timing timing) {
        this.timing = timing;
    }

    void note(long now) {
        first = waiting ? first : now;
        last = now;
        waiting = true;
    }

    boolean isWaiting() {
        return waiting;
    }

    boolean isDue(long now) {
        return waiting && waitNanos(now) <= 0;
    }

    /** Returns how long there is to wait; {@link Long#MAX_VALUE} if nothing was lost. */
    long waitNanos(long now) {
        return waiting ? Math.min(last + timing.many() - now, first + timing.cap() - now) : Long.MAX_VALUE;
    }

    void done() {
        waiting = false;
    }
}

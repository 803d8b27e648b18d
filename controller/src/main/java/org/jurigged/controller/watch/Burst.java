package org.jurigged.controller.watch;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Collects the files something happened to and says when they have settled. Knows no clock, thread or disk: the time is
 * handed in, the disk is asked through {@link Disk}. Confined to the watcher's lock.
 */
final class Burst {
    /** What a burst asks of the world. */
    interface Disk {
        Look look(Path file);

        /** Tells whether the look differs from what is known; if not, the file is dropped from the burst. */
        boolean isNews(Path file, Look look);

        /** Tells whether the file still is what the look saw, as far as its stamp says. */
        boolean isStill(Path file, Look look);

        /** Tells whether a version-control command is at work. */
        boolean isLocked();

        /** Tells whether some process has the file open for writing, as far as that can be known. */
        boolean isBeingWritten(Path file);
    }

    /**
     * Either files that have settled, or how long to wait.
     *
     * @param firstNanos when the first event of the burst came
     * @param goesOn whether events keep coming: the files are to be taken at once, or wait for as long again
     * @param waitNanos {@link Long#MAX_VALUE} is until something happens
     */
    record Verdict(List<Path> settled, long firstNanos, boolean goesOn, long waitNanos) {
        static Verdict waitFor(long nanos) {
            return new Verdict(List.of(), 0, false, Math.max(nanos, 1));
        }
    }

    /** How long until it is asked again whether a file is being written. */
    private static final long ASK_AGAIN = 20_000_000;

    private static final class Pending {
        private final long since;
        private long touched;
        private Look look;
        private long lastSize = -1;
        private boolean grows;

        Pending(long since) {
            this.since = since;
        }

        void see(Look seen) {
            look = seen;
            if (seen.state() == Look.State.INCOMPLETE || seen.state() == Look.State.CHANGING) {
                grows |= lastSize >= 0 && seen.stamp().size() > lastSize;
                lastSize = seen.stamp().size();
            }
        }
    }

    private final Timing timing;
    private final Disk disk;
    private final Map<Path, Pending> pending = new LinkedHashMap<>();
    private long first;
    private long last;
    private long touches;
    private boolean stirred;
    private long lastOfMany;
    private long lastLocked;
    private boolean isStraggler;
    private long due;
    private long heldUp;
    private long touchesWhenLate = -1;

    Burst(Timing timing, Disk disk) {
        this.timing = timing;
        this.disk = disk;
    }

    /** Tells whether something happened that makes the wait of the last {@link #step} too long. */
    boolean isStirred() {
        return stirred;
    }

    /** Returns a number that is another one after every {@link #touch}. */
    long touches() {
        return touches;
    }

    /** Notes that something happened to a file. */
    void touch(Path file, long now) {
        if (pending.isEmpty()) {
            begin(now);
            isStraggler = lastOfMany != 0 && now - lastOfMany < timing.gone();
        }
        last = now;
        touches++;
        Pending p = pending.computeIfAbsent(file, f -> new Pending(now));
        if (!stirred && (pending.size() == 1 || p.look != null)) {
            stirred = true;
            due = now;
        }
        p.touched = now;
        p.look = null;
    }

    /**
     * Notes that a file is not as it is known, unless that is what the burst has already seen.
     *
     * @param stamp of the file now; null if it is gone
     */
    void suspect(Path file, Stamp stamp, long now) {
        Pending p = pending.get(file);
        boolean seen = p != null && (p.look == null || p.look.state() == Look.State.UNREADABLE);
        if (p == null || (!seen && !Objects.equals(p.look.stamp(), stamp))) {
            touch(file, now);
        }
    }

    /** Returns a copy of what has not settled. */
    Set<Path> files() {
        return Set.copyOf(pending.keySet());
    }

    /** Takes a settled file out and returns what was seen of it. */
    Look take(Path file) {
        return pending.remove(file).look;
    }

    /** Says what to do now. To be called when the wait of the last verdict is over, or the burst {@linkplain #isStirred}. */
    Verdict step(long now) {
        stirred = false;
        if (pending.isEmpty()) {
            return Verdict.waitFor(Long.MAX_VALUE);
        }
        boolean isLate = now - due > timing.many();
        if (now - due > timing.patient()) {
            heldUp += now - due;
        }
        Verdict verdict = decide(now, isLate);
        due = now + verdict.waitNanos();
        return verdict;
    }

    private Verdict decide(long now, boolean isLate) {
        long quiet = Math.max(timing.quiet(pending.size()), isStraggler ? timing.many() : 0);
        if (now - last < quiet && !isCapped(now)) {
            return Verdict.waitFor(quiet - (now - last));
        }
        if (now - last < timing.locked(pending.size()) && now - first < 10 * timing.cap() && disk.isLocked()) {
            lastLocked = now;
            return Verdict.waitFor(timing.one());
        }
        if (lastLocked != 0 && now - lastLocked < timing.many() && now - last < timing.busy()) {
            // What the command changed last may be told of a moment later.
            return Verdict.waitFor(timing.many() - (now - lastLocked));
        }
        if (isLate && touchesWhenLate != touches) {
            // What kept us from running kept the events from us as well: they are let in before it counts as quiet.
            touchesWhenLate = touches;
            return Verdict.waitFor(quiet);
        }
        look(now);
        if (pending.isEmpty()) {
            return Verdict.waitFor(Long.MAX_VALUE);
        }
        long wait =
                pending.values().stream().mapToLong(p -> readyAt(p) - now).max().getAsLong();
        if (wait <= 0) {
            return settled(p -> true, now, now - last < quiet);
        }
        return isCapped(now) ? capped(now) : Verdict.waitFor(wait);
    }

    private void begin(long now) {
        first = now;
        heldUp = 0;
    }

    /** Tells whether the burst has gone on for too long. The time in which we didn't run doesn't count. */
    private boolean isCapped(long now) {
        return now - first - heldUp >= timing.cap();
    }

    private void look(long now) {
        for (Iterator<Map.Entry<Path, Pending>> i = pending.entrySet().iterator(); i.hasNext(); ) {
            Map.Entry<Path, Pending> entry = i.next();
            Pending p = entry.getValue();
            if (p.look == null || p.look.state() == Look.State.CHANGING) {
                p.see(disk.look(entry.getKey()));
                if (p.look.state() == Look.State.CHANGING) {
                    p.touched = now;
                } else if (p.look.state() != Look.State.UNREADABLE && !disk.isNews(entry.getKey(), p.look)) {
                    i.remove();
                }
            }
        }
    }

    private long readyAt(Pending p) {
        return p.touched
                + switch (p.look.state()) {
                    case COMPLETE -> 0;
                    case OPAQUE, CHANGING -> timing.many();
                    case ABSENT -> timing.gone();
                    case INCOMPLETE -> p.grows ? timing.patient() : timing.incomplete();
                    case EMPTY, UNREADABLE -> timing.patient();
                };
    }

    /** Hands on what is ready of a burst that does not end, and goes on with the rest as a new one. */
    private Verdict capped(long now) {
        Verdict verdict = settled(p -> readyAt(p) <= now, now, true);
        begin(now);
        return verdict;
    }

    private Verdict settled(Predicate<Pending> isReady, long now, boolean goesOn) {
        List<Path> files = new ArrayList<>();
        for (Map.Entry<Path, Pending> entry : pending.entrySet()) {
            if (isReady.test(entry.getValue()) && isDone(entry.getKey(), entry.getValue(), now)) {
                files.add(entry.getKey());
            }
        }
        if (files.isEmpty() || (files.size() < pending.size() && !isCapped(now))) {
            return Verdict.waitFor(ASK_AGAIN);
        }
        lastOfMany = files.size() > 1 ? now : lastOfMany;
        return new Verdict(files, first, goesOn, 0);
    }

    /** Looks once more before a file is handed on; puts it off if it is being written, or was since it was read. */
    private boolean isDone(Path file, Pending p, long now) {
        if (isUnfinished(p) && now - p.since < 10 * timing.cap() && disk.isBeingWritten(file)) {
            p.touched = now;
            return false;
        }
        if (!disk.isStill(file, p.look)) {
            p.touched = now;
            p.look = null;
            return false;
        }
        return true;
    }

    private static boolean isUnfinished(Pending p) {
        return p.look.state() == Look.State.INCOMPLETE || p.look.state() == Look.State.EMPTY;
    }
}

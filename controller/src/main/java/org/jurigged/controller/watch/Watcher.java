package org.jurigged.controller.watch;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/**
 * Watches sources and hands on, as one {@link Save}, the files that settled together.
 *
 * <p><b>When a save is handed on.</b> An event only says where to look: the content decides. A file whose bytes are those
 * last known is no change, whatever its times say. With a settle time S of 50 ms (the defaults, see {@link Timing}):
 *
 * <ul>
 *   <li>one Java file that ends where a Java file can end ({@link JavaEnd}): after 4 ms without an event for it;
 *   <li>several files, or other files: after 20 ms without an event for any of them, from ten files on 50 ms; they wait
 *       for each other;
 *   <li>Java that breaks off is still being written, or an error to report: after 200 ms, after 400 ms if it was seen to
 *       grow, and not while a process is known to have it open for writing;
 *   <li>an empty file: likewise after 400 ms; a file that is gone: after 100 ms, so that one that is deleted and written
 *       again is a change;
 *   <li>while git or Mercurial holds its lock: 300 ms without an event;
 *   <li>events that do not end: after 1 s (10 s under a lock), what has settled by itself.
 * </ul>
 *
 * <p><b>Where the system has no events.</b> At the limit of watches, on file systems that give none, or when asked to,
 * the files are looked at in intervals, by size, time and inode first; a burst is handed on when a further pass finds
 * nothing new. Lost events lead to such a pass at once. Roots that are missing, or replaced, are looked for every second.
 *
 * <p><b>Threads.</b> All methods may be called from any thread, from the listener too. The listener is called on
 * {@code jurigged-watch}, one call at a time, without a lock held.
 */
public final class Watcher implements AutoCloseable {
    private static final long ANCHORS_EVERY = TimeUnit.SECONDS.toNanos(1);

    /** Passes over a large tree may take a fifth of the time. */
    private static final int POLL_SHARE = 4;

    private static final long LET_EVENTS_IN = TimeUnit.MICROSECONDS.toNanos(200);

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition wake = lock.newCondition();
    private final Messages messages = new Messages();
    private final WatchListener listener;
    private final Engine engine;
    private final ContentReader reader;
    private final Lost lost;
    private boolean closed;
    private long nextPoll;
    private long nextAnchors;

    private Watcher(WatchOptions options, Events events, WatchListener listener) {
        this.listener = listener;
        this.engine = new Engine(options, events, messages);
        this.reader = new ContentReader(this::hashed);
        this.lost = new Lost(Timing.of(options.settle()));
    }

    /**
     * Starts to watch: what is saved after this returns is handed on.
     *
     * <p>Never fails for what is or is not on the disk: the listener hears of it. Takes half a second for 20,000 files.
     */
    public static Watcher start(WatchOptions options, WatchListener listener) {
        return start(options, listener, SystemEvents::open);
    }

    static Watcher start(WatchOptions options, WatchListener listener, Events.Source source) {
        Objects.requireNonNull(listener, "listener");
        Events events = null;
        IOException failure = null;
        if (options.poll().isEmpty()) {
            try {
                events = source.open();
            } catch (IOException e) {
                failure = e;
            }
        }
        Watcher watcher = new Watcher(options, events, listener);
        watcher.begin(events, failure);
        return watcher;
    }

    private void begin(Events events, IOException failure) {
        lock.lock();
        try {
            if (events != null) {
                events.start(new Pump(engine, this::overflowed, this::takeIn));
            }
            if (failure != null) {
                engine.pollInstead(failure);
            }
            engine.enterAll();
            nextAnchors = System.nanoTime() + ANCHORS_EVERY;
            nextPoll = System.nanoTime();
            reader.read(engine.takeUnhashed());
        } finally {
            lock.unlock();
        }
        Thread thread = new Thread(this::deliver, "jurigged-watch");
        thread.setDaemon(true);
        thread.start();
    }

    /** Watches a further directory; what is in it is known from then on. A directory that is watched already is ignored. */
    public void add(Path root) {
        locked(() -> {
            if (engine.add(WatchOptions.absolute(root))) {
                reader.read(engine.takeUnhashed());
            }
        });
    }

    /** Looks at everything again, whether or not there were events; changes are handed on as usual. */
    public void refresh() {
        locked(engine::pass);
    }

    /** Returns the directories and single files that were asked for, the added ones included. */
    public List<Path> watched() {
        lock.lock();
        try {
            return engine.watched();
        } finally {
            lock.unlock();
        }
    }

    /** Ends the watching; a call to the listener that is under way goes on, and none comes after it. */
    @Override
    public void close() {
        locked(() -> {
            closed = true;
            engine.closeEvents();
        });
        reader.close();
    }

    private void locked(Runnable work) {
        lock.lock();
        try {
            if (!closed) {
                work.run();
            }
            wake.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void hashed(Path file, Look look) {
        takeIn(() -> engine.hashed(file, look));
    }

    private void deliver() {
        lock.lock();
        try {
            while (!closed) {
                tryStep();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            lock.unlock();
        }
    }

    /** Keeps the thread alive whatever a filter or a file system throws: a dead watcher would miss saves silently. */
    private void tryStep() throws InterruptedException {
        try {
            step();
        } catch (RuntimeException | Error e) {
            lost.note(System.nanoTime());
            if (!messages.problemOnce("The watcher failed and tries again every second: " + e)) {
                rest(ANCHORS_EVERY);
            }
        }
    }

    private void step() throws InterruptedException {
        Consumer<WatchListener> message = messages.take();
        if (message != null) {
            call(message);
            return;
        }
        long now = System.nanoTime();
        long wait = upkeep(now);
        if (lost.isWaiting()) {
            rest(wait);
            return;
        }
        Burst.Verdict verdict = engine.burst().step(System.nanoTime());
        if (verdict.settled().isEmpty()) {
            rest(Math.min(wait, verdict.waitNanos()));
        } else if (verdict.goesOn() || isConfirmed()) {
            handOn(verdict);
        }
    }

    /** Does what is due and returns the nanoseconds until something is next. */
    private long upkeep(long now) {
        if (lost.isDue(now)) {
            lost.done();
            engine.pass();
        }
        if (engine.pollEvery() != null && now - nextPoll >= 0) {
            engine.pass();
            long took = System.nanoTime() - now;
            nextPoll = now + took + Math.max(engine.pollEvery().toNanos(), POLL_SHARE * took);
        } else if (now - nextAnchors >= 0) {
            engine.lookForAnchors();
            nextAnchors = now + ANCHORS_EVERY;
        }
        long next = Math.min(ANCHORS_EVERY, lost.waitNanos(now));
        return Math.max(1, engine.pollEvery() == null ? next : Math.min(next, nextPoll - now));
    }

    /** Looks once more whether the burst goes on: reading its files took time, and kept the events out. */
    private boolean isConfirmed() throws InterruptedException {
        long before = engine.burst().touches();
        if (engine.pollEvery() != null) {
            engine.pass();
        }
        if (lock.hasQueuedThreads()) {
            rest(LET_EVENTS_IN);
        }
        return engine.burst().touches() == before && !lost.isWaiting();
    }

    private void handOn(Burst.Verdict verdict) {
        messages.forgetProblem();
        Set<Path> changed = new LinkedHashSet<>();
        Set<Path> deleted = new LinkedHashSet<>();
        for (Path file : verdict.settled()) {
            Look look = engine.burst().take(file);
            if (look.state() == Look.State.UNREADABLE) {
                engine.known().unreadable(file);
                messages.problem(
                        "Cannot read " + file + ": " + look.problem() + ". It is tried again when it changes.");
            } else {
                engine.known().accept(file, look);
                (look.state() == Look.State.ABSENT ? deleted : changed).add(file);
            }
        }
        if (!changed.isEmpty() || !deleted.isEmpty()) {
            engine.known().handOver(changed);
            Save save = new Save(changed, deleted, verdict.firstNanos());
            Throwable failure = call(hearer -> hearer.onSave(save));
            engine.known().handedOver();
            if (failure != null) {
                messages.problem("The save of " + save.changed() + save.deleted() + " was not dealt with: " + failure);
            }
        }
    }

    /** Lets the events in for a while; may return early, as every caller goes round the delivery loop again. */
    @SuppressWarnings("WaitNotInLoop")
    private void rest(long nanos) throws InterruptedException {
        wake.awaitNanos(nanos);
    }

    /** Calls the listener without the lock. Returns what it threw, an Error as well (compilers do that), or null. */
    private Throwable call(Consumer<WatchListener> message) {
        lock.unlock();
        try {
            message.accept(listener);
            return null;
        } catch (RuntimeException | Error e) {
            return e;
        } finally {
            lock.lock();
        }
    }

    private void overflowed(long now) {
        if (!lost.isWaiting()) {
            messages.note("Too many changes at once for the system's event queue: looking at all files again.");
        }
        lost.note(now);
    }

    /** Takes an event in, and wakes the delivery thread if it waits for something else. */
    private void takeIn(Runnable event) {
        lock.lock();
        try {
            event.run();
        } catch (RuntimeException | Error e) {
            messages.problem("The watcher failed at an event and looks at all files again: " + e);
            lost.note(System.nanoTime());
        } finally {
            if (engine.burst().isStirred() || lost.isWaiting() || !messages.isEmpty()) {
                wake.signalAll();
            }
            lock.unlock();
        }
    }
}

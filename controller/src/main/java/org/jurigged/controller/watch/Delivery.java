package org.jurigged.controller.watch;

import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/**
 * The thread that hands saves on to the listener, and does between them what is due. All but the listener's calls happens
 * under the watcher's lock, which callers hold.
 */
final class Delivery {
    private static final long ANCHORS_EVERY = TimeUnit.SECONDS.toNanos(1);

    /** Passes over a large tree may take a fifth of the time. */
    private static final int POLL_SHARE = 4;

    private static final long LET_EVENTS_IN = TimeUnit.MICROSECONDS.toNanos(200);

    private final ReentrantLock lock;
    private final Condition wake;
    private final Engine engine;
    private final Messages messages;
    private final Lost lost;
    private final WatchListener listener;
    private boolean ended;
    private long nextPoll;
    private long nextAnchors;

    Delivery(ReentrantLock lock, Engine engine, Messages messages, Lost lost, WatchListener listener) {
        this.lock = lock;
        this.wake = lock.newCondition();
        this.engine = engine;
        this.messages = messages;
        this.lost = lost;
        this.listener = listener;
    }

    void start() {
        nextAnchors = System.nanoTime() + ANCHORS_EVERY;
        nextPoll = System.nanoTime();
        Thread thread = new Thread(this::deliver, "jurigged-watch");
        thread.setDaemon(true);
        thread.start();
    }

    /** Has the thread look whether there is something to do. */
    void wake() {
        wake.signalAll();
    }

    /** Ends the thread once the listener's call that is under way returns. */
    void end() {
        ended = true;
    }

    boolean isEnded() {
        return ended;
    }

    private void deliver() {
        lock.lock();
        try {
            while (!ended) {
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
}

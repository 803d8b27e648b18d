package org.jurigged.controller.watch;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;

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
 *   <li>events that do not end: after 1 s (10 s under a lock), what has settled by itself;
 *   <li>where the watcher itself was held up by more than 20 ms: once more as long, as the events may have been, too.
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
    private final ReentrantLock lock = new ReentrantLock();
    private final Delivery delivery;
    private final Messages messages = new Messages();
    private final Engine engine;
    private final ContentReader reader;
    private final Lost lost;

    private Watcher(WatchOptions options, Events events, WatchListener listener) {
        this.engine = new Engine(options, events, messages);
        this.reader = new ContentReader(this::hashed);
        this.lost = new Lost(Timing.of(options.settle()));
        this.delivery = new Delivery(lock, engine, messages, lost, listener);
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
            reader.read(engine.takeUnhashed());
        } finally {
            lock.unlock();
        }
        delivery.start();
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

    /**
     * Returns the files that are being saved: those something happened to that aren't handed on yet.
     *
     * @param files to be looked at now: whether they still are what was known last, events or not
     */
    public Set<Path> unsettled(Collection<Path> files) {
        lock.lock();
        try {
            files.forEach(engine::suspect);
            delivery.wake();
            return engine.burst().files();
        } finally {
            lock.unlock();
        }
    }

    /** Ends the watching; a call to the listener that is under way goes on, and none comes after it. */
    @Override
    public void close() {
        locked(() -> {
            delivery.end();
            engine.closeEvents();
        });
        reader.close();
    }

    private void locked(Runnable work) {
        lock.lock();
        try {
            if (!delivery.isEnded()) {
                work.run();
            }
            delivery.wake();
        } finally {
            lock.unlock();
        }
    }

    private void hashed(Path file, Look look) {
        takeIn(() -> engine.hashed(file, look));
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
                delivery.wake();
            }
            lock.unlock();
        }
    }
}

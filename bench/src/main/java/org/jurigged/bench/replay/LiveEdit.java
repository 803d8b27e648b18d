package org.jurigged.bench.replay;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jurigged.bench.save.WarmUps;
import org.jurigged.controller.Event;
import org.jurigged.controller.JuriggedException;
import org.jurigged.controller.session.LiveSession;
import org.jurigged.controller.session.SessionOptions;
import org.jurigged.controller.target.Attacher;
import org.jurigged.controller.target.Target;

/**
 * A session on a JVM that runs already, as {@code jurigged attach --on-demand} makes it: what is written meanwhile is
 * one save, however long the writing takes.
 */
final class LiveEdit implements Edit {
    private static final int NOTICE_SECONDS = 20;
    private static final int APPLY_SECONDS = 180;
    private static final int POLL_MILLIS = 5;

    private final Queue<Event> events = new ConcurrentLinkedQueue<>();
    private final Set<Path> waiting = ConcurrentHashMap.newKeySet();
    private final LiveSession session;

    /**
     * Opens a session and waits until it has done what it does ahead of the first save.
     *
     * @param excluded a folder of sources that the session doesn't watch
     */
    LiveEdit(long pid, Path directory, Path excluded) throws JuriggedException, IOException, InterruptedException {
        SessionOptions plain = SessionOptions.in(directory);
        SessionOptions options = new SessionOptions(
                plain.directory(),
                plain.watch(),
                List.of(excluded.toString()),
                plain.settle(),
                plain.poll(),
                true,
                plain.gate(),
                plain.before(),
                plain.after(),
                plain.sync(),
                plain.run(),
                plain.tellWatched(),
                plain.encoding(),
                plain.conform());
        Target target = Attacher.attach(Optional.of(String.valueOf(pid)));
        target.start();
        this.session = LiveSession.open(options, List.of(), this::listen);
        session.add(target);
        WarmUps.await();
    }

    private void listen(Event event) {
        events.add(event);
        if (event instanceof Event.Waiting told) {
            waiting.addAll(told.files());
        }
    }

    /** {@inheritDoc} That is done once the session has noticed all of them. */
    @Override
    public void apply(Collection<Path> files) throws IOException, InterruptedException {
        if (!noticed(files)) {
            session.refresh();
            if (!noticed(files)) {
                throw new IOException("The session noticed " + waiting + ", and not all of " + files + ".");
            }
        }
        try {
            session.apply().get(APPLY_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw new IOException("The session failed: " + e.getCause(), e);
        } catch (TimeoutException e) {
            throw new IOException("The session did not end an edit in " + APPLY_SECONDS + " s.", e);
        }
    }

    private boolean noticed(Collection<Path> files) throws InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(NOTICE_SECONDS);
        while (!waiting.containsAll(files)) {
            if (System.nanoTime() > deadline) {
                return false;
            }
            Thread.sleep(POLL_MILLIS);
        }
        return true;
    }

    @Override
    public List<Event> events() {
        return List.copyOf(events);
    }

    @Override
    public void close() {
        session.close();
    }
}

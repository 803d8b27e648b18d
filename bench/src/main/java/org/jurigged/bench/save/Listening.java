package org.jurigged.bench.save;

import java.io.IOException;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jurigged.controller.Event;

/** Waits for saves to be told live; an edit that is not applied ends the measurement. */
final class Listening implements Consumer<Event> {
    private static final long PATIENCE_SECONDS = 60;

    private final BlockingQueue<Saved> saves = new LinkedBlockingQueue<>();
    private volatile String failure;

    @Override
    public void accept(Event event) {
        long now = System.nanoTime();
        if (event instanceof Event.Live live) {
            saves.add(new Saved(live, now));
        } else if (event instanceof Event.Refused
                || event instanceof Event.CompileFailed
                || event instanceof Event.Trouble
                || event instanceof Event.TargetGone) {
            failure = event.toString();
        }
    }

    /** Returns the next save that went live. */
    Saved next() throws IOException, InterruptedException {
        Saved saved = saves.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
        if (saved == null || failure != null) {
            throw new IOException("The session did not apply an edit" + (failure == null ? "" : ": " + failure) + ".");
        }
        return saved;
    }

    String failure() {
        return failure;
    }
}

package org.jurigged.agent;

import java.io.IOException;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/** Sends frames on a thread of its own, so that no thread of the program waits for a controller that doesn't read. */
final class Link implements Runnable {
    private static final int MOST_WAITING = 50_000;

    private final Wire wire;
    private final BlockingQueue<Wire.Message> queue = new LinkedBlockingQueue<>();

    Link(Wire wire) {
        this.wire = wire;
    }

    /** Sends as soon as possible. A controller that has not read for very long is let go of. */
    void send(Wire.Message message) {
        queue.add(message);
        if (queue.size() > MOST_WAITING) {
            try {
                wire.close();
            } catch (IOException e) {
                // It is gone, then.
                queue.clear();
            }
        }
    }

    @Override
    public void run() {
        try {
            while (true) {
                wire.write(queue.take());
            }
        } catch (IOException e) {
            // Who reads finds out as well, and ends the agent.
            return;
        } catch (InterruptedException e) {
            // The agent ends.
            return;
        }
    }
}

package org.jurigged.controller.session;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jurigged.controller.JuriggedException;

/**
 * The turn of a save that is being applied: a session that ends lets it end first. Who was stopped halfway would leave a
 * program of which no later session knows what it runs.
 */
final class ApplyTurn {
    private final ReentrantLock turn = new ReentrantLock();
    private volatile boolean over;

    /** Something that is done in the turn. */
    interface Work {
        void run() throws JuriggedException;
    }

    /** Does something that has to end once it has begun; nothing any more when the session has ended. */
    void take(Work work) throws JuriggedException {
        turn.lock();
        try {
            if (over) {
                throw new JuriggedException("The session is closed.");
            }
            work.run();
        } finally {
            turn.unlock();
        }
    }

    /**
     * Lets nothing begin any more, and waits for what has begun, unless it is that which calls this. An interrupt ends the
     * waiting.
     */
    void end(Duration patience) {
        over = true;
        try {
            if (turn.tryLock(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                turn.unlock();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

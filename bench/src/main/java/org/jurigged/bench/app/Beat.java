package org.jurigged.bench.app;

import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * Looks at the clock again and again, and tells the longest time in which it could not: its own, and that in which none
 * of the beats could, when the JVM as a whole stood still.
 */
final class Beat implements Runnable {
    private static final long PARK_NANOS = 20_000;

    private final Board board;
    private final int slot;
    private final AtomicLong lastOfAny;

    Beat(Board board, int slot, AtomicLong lastOfAny) {
        this.board = board;
        this.slot = slot;
        this.lastOfAny = lastOfAny;
    }

    @Override
    public void run() {
        long last = System.nanoTime();
        board.add(Board.READY, 1);
        while (true) {
            long now = System.nanoTime();
            board.raise(slot, now - last);
            board.raise(Board.STANDSTILL, now - lastOfAny.getAndAccumulate(now, Math::max));
            last = now;
            LockSupport.parkNanos(PARK_NANOS);
        }
    }
}

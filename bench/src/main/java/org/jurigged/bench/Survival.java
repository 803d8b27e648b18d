package org.jurigged.bench;

import org.jurigged.bench.app.Board;
import org.jurigged.bench.app.Counter;

/**
 * How a counting program took the end of its controller.
 *
 * @param counting how many of its threads go on counting
 * @param stallMillis the longest time in which one of them didn't
 */
record Survival(int counting, double stallMillis) {
    private static final int MORE_COUNTS = 20;
    private static final long PATIENCE_NANOS = 10_000_000_000L;

    /** Forgets what was before the end. */
    static void begin(Board board) {
        board.set(Board.STANDSTILL, 0);
    }

    /** Looks, after the end, whether each thread counts on, for a while at most. */
    static Survival of(Board board) throws InterruptedException {
        long[] least = new long[Counter.THREADS];
        for (int i = 0; i < least.length; i++) {
            least[i] = board.get(Board.THREADS + i) + MORE_COUNTS;
        }
        long deadline = System.nanoTime() + PATIENCE_NANOS;
        int counting = 0;
        while (counting < least.length && System.nanoTime() < deadline) {
            Thread.sleep(5);
            counting = 0;
            for (int i = 0; i < least.length; i++) {
                counting += board.get(Board.THREADS + i) >= least[i] ? 1 : 0;
            }
        }
        return new Survival(counting, board.get(Board.STANDSTILL) / 1e6);
    }

    boolean complete() {
        return counting == Counter.THREADS;
    }
}

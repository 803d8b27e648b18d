package org.jurigged.bench.app;

import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A loop that is edited while it turns, and threads that beat beside it.
 *
 * <p>Arguments: the board; {@code slow} for a turn each millisecond, {@code quick} for turns as cheap as can be.
 */
public final class Turning {
    /** How many threads beat. */
    public static final int BEATS = 2;

    /** The place on the board of how long the last {@link #BLOCK} quick turns took, in nanoseconds. */
    public static final int BLOCK_NANOS = Board.THREADS + BEATS;

    /** The place on the board of how many blocks of quick turns there were. */
    public static final int BLOCKS = BLOCK_NANOS + 1;

    /** A power of two. */
    public static final int BLOCK = 1 << 27;

    /** The place on the board where the quick turns leave their result, so that they have one. */
    public static final int RESULT = BLOCKS + 1;

    private Turning() {}

    public static void main(String[] args) throws Exception {
        Board board = Board.open(Path.of(args[0]));
        boolean slow = args[1].equals("slow");
        Thread turning = new Thread(() -> start(board, slow), "turning");
        turning.start();
        if (slow) {
            AtomicLong lastOfAny = new AtomicLong(System.nanoTime());
            for (int i = 0; i < BEATS; i++) {
                new Thread(new Beat(board, Board.THREADS + i, lastOfAny), "beat-" + i).start();
            }
        }
        board.set(Board.PID, ProcessHandle.current().pid());
        turning.join();
    }

    private static void start(Board board, boolean slow) {
        try {
            if (slow) {
                SlowLoop.turn(board);
            } else {
                QuickLoop.turn(board);
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}

package org.jurigged.bench.app;

import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * Many threads with deep stacks that wait, and a few that beat.
 *
 * <p>Arguments: the board; how many threads; how many frames each; {@code inside} if they stand in the edited class, the
 * edited method being their innermost frame, or {@code outside}.
 */
public final class Crowd {
    /** The beats whose stacks have no frame in the edited class; one more has {@code args[2]} of them. */
    public static final int BEATS_OUTSIDE = 2;

    /** The place on the board of the beat in the edited class. */
    public static final int BEAT_INSIDE = Board.THREADS + BEATS_OUTSIDE;

    private Crowd() {}

    public static void main(String[] args) throws Exception {
        Board board = Board.open(Path.of(args[0]));
        int threads = Integer.parseInt(args[1]);
        int frames = Integer.parseInt(args[2]);
        boolean inside = args[3].equals("inside");
        for (int i = 0; i < threads; i++) {
            start("crowd-" + i, () -> stand(board, frames, inside));
        }
        AtomicLong lastOfAny = new AtomicLong(System.nanoTime());
        for (int i = 0; i < BEATS_OUTSIDE; i++) {
            start("beat-outside-" + i, new Beat(board, Board.THREADS + i, lastOfAny));
        }
        Beat last = new Beat(board, BEAT_INSIDE, lastOfAny);
        start("beat-inside", inside ? () -> Ladder.descend(frames, last) : last);
        RevisionWatch.start(board, new Ladder());
        board.set(Board.PID, ProcessHandle.current().pid());
    }

    private static void stand(Board board, int frames, boolean inside) {
        Runnable rest = () -> {
            board.add(Board.READY, 1);
            while (true) {
                LockSupport.park();
            }
        };
        if (inside) {
            Ladder.descend(frames, () -> new Ladder().revision(rest));
        } else {
            Well.descend(frames, rest);
        }
    }

    private static void start(String name, Runnable task) {
        new Thread(null, task, name, 1 << 20).start();
    }
}

package org.jurigged.bench.app;

import java.nio.file.Path;

/**
 * A program that counts: some threads in the edited class, some outside of it, each for itself.
 *
 * <p>Argument: the board.
 */
public final class Counter {
    /** How many threads count. */
    public static final int THREADS = 6;

    private static final int FRAMES = 20;

    private Counter() {}

    public static void main(String[] args) throws Exception {
        Board board = Board.open(Path.of(args[0]));
        for (int i = 0; i < THREADS; i++) {
            int slot = Board.THREADS + i;
            Runnable count = () -> count(board, slot);
            Runnable all = i % 2 == 0
                    ? () -> Ladder.descend(FRAMES, () -> new Ladder().revision(count))
                    : () -> Well.descend(FRAMES, count);
            new Thread(all, "count-" + i).start();
        }
        RevisionWatch.start(board, new Ladder());
        board.set(Board.PID, ProcessHandle.current().pid());
    }

    private static void count(Board board, int slot) {
        long last = System.nanoTime();
        while (true) {
            board.add(slot, 1);
            long now = System.nanoTime();
            board.raise(Board.STANDSTILL, now - last);
            last = now;
            try {
                Thread.sleep(1);
            } catch (InterruptedException e) {
                return;
            }
        }
    }
}

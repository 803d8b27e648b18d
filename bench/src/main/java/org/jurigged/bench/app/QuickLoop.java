package org.jurigged.bench.app;

/** A loop of turns that cost nothing to speak of. */
final class QuickLoop {
    private QuickLoop() {}

    static void turn(Board board) {
        long sum = 0;
        long last = System.nanoTime();
        for (long i = 1; i > 0; i++) {
            int revision = 1000;
            sum = sum * 31 + (i ^ revision);
            if ((i & Turning.BLOCK - 1) == 0) {
                long now = System.nanoTime();
                board.set(Board.REVISION, revision);
                board.set(Turning.BLOCK_NANOS, now - last);
                board.set(Turning.RESULT, sum);
                board.add(Turning.BLOCKS, 1);
                last = now;
            }
        }
    }
}

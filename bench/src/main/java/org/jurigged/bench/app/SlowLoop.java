package org.jurigged.bench.app;

/** A loop of one turn each millisecond, which tells its revision and that no turn is missing. */
final class SlowLoop {
    private SlowLoop() {}

    static void turn(Board board) throws InterruptedException {
        long turns = 0;
        while (turns >= 0) {
            int revision = 1000;
            turns++;
            board.set(Board.REVISION, revision);
            board.set(Board.READY, turns);
            Thread.sleep(1);
        }
    }
}

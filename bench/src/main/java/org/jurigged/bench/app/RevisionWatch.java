package org.jurigged.bench.app;

import java.util.concurrent.locks.LockSupport;

/** Calls the edited method again and again, some thousand times a second, and tells when it first answers anew. */
final class RevisionWatch implements Runnable {
    private static final long PARK_NANOS = 100_000;

    private final Board board;
    private final Revised revised;

    RevisionWatch(Board board, Revised revised) {
        this.board = board;
        this.revised = revised;
    }

    static void start(Board board, Revised revised) {
        Thread thread = new Thread(new RevisionWatch(board, revised), "revision-watch");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void run() {
        int last = 0;
        while (true) {
            int now = revised.revision();
            if (now != last) {
                board.set(Board.SEEN_AT, System.nanoTime());
                board.set(Board.REVISION, now);
                last = now;
            }
            LockSupport.parkNanos(PARK_NANOS);
        }
    }
}

package org.jurigged.controller.share;

/** Does something when a number of things are done. */
final class Countdown {
    private final Runnable then;
    private int left;

    Countdown(int count, Runnable then) {
        this.left = count + 1;
        this.then = then;
    }

    void one() {
        left--;
        if (left == 0) {
            then.run();
        }
    }

    /** Says that all have begun: some may be done already, or there may be none. */
    void start() {
        one();
    }
}

package org.jurigged.controller.share;

/** Three threads that call a method for ever. */
public final class Spinners {
    static volatile int turns;

    private Spinners() {}

    public static void main(String[] args) {
        for (int i = 0; i < 3; i++) {
            new Thread(Spinners::spin, "spinner-" + i).start();
        }
    }

    private static void spin() {
        while (true) {
            turn();
            Thread.onSpinWait();
            pause();
        }
    }

    static void turn() {
        turns++;
    }

    /** Called by a debugger. */
    static int answer() {
        return 42;
    }

    private static void pause() {
        try {
            Thread.sleep(1);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

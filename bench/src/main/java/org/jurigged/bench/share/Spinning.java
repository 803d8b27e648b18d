package org.jurigged.bench.share;

import java.util.concurrent.locks.LockSupport;

/** Three threads that call a method for ever, and count how often. */
public final class Spinning {
    static final int THREADS = 3;
    static final String NAME = "spinning-";
    private static final int NANOS = 200_000;

    static volatile int turns0;
    static volatile int turns1;
    static volatile int turns2;

    private Spinning() {}

    public static void main(String[] args) {
        for (int i = 0; i < THREADS; i++) {
            int number = i;
            new Thread(() -> spin(number), NAME + number).start();
        }
    }

    private static void spin(int number) {
        while (true) {
            turn(number);
            LockSupport.parkNanos(NANOS);
        }
    }

    static void turn(int number) {
        switch (number) {
            case 0 -> turns0++;
            case 1 -> turns1++;
            default -> turns2++;
        }
    }
}

package org.jurigged.bench.debug;

/** The program that is debugged: it comes by the same few lines for ever. */
public final class Walked {
    private static long sum;

    private Walked() {}

    public static void main(String[] args) {
        while (true) {
            walk(7);
        }
    }

    private static void walk(int by) {
        long before = sum;
        for (int i = 0; i < 1_000_000; i++) {
            sum += by;
            sum ^= before;
        }
    }
}

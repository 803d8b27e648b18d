package org.jurigged.bench.app;

/** Says when its {@code main} ran: {@link System#nanoTime()}, read before anything else. */
public final class Hello {
    private Hello() {}

    public static void main(String[] args) {
        long now = System.nanoTime();
        System.out.println(now);
    }
}

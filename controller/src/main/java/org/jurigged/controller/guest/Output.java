package org.jurigged.controller.guest;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** What snippets print, until the debugger has taken it. */
final class Output extends OutputStream {
    private static final int MOST_UNTAKEN = 1 << 20;
    private static final long WAIT_MILLIS = 20;

    private final Prompt prompt;
    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private Chunk last = new Chunk("", 0);

    /** For the debugger: the chunk that it goes on from. */
    private volatile Chunk first = last;

    /** By the debugger: the end of what it has taken. */
    private volatile long taken;

    Output(Prompt prompt) {
        this.prompt = prompt;
    }

    /** A part of what was printed. */
    private static final class Chunk {
        /** A character for each byte. */
        @SuppressWarnings("unused") // by the debugger
        private final Object text;

        private final long end;

        private volatile Chunk next;

        Chunk(String text, long end) {
            this.text = text;
            this.end = end;
        }
    }

    @Override
    public void write(int b) {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public synchronized void write(byte[] bytes, int from, int length) {
        printed.write(bytes, from, length);
        try {
            // Only who prints more than can be told waits, and nobody when there is no one to tell.
            while (printed.size() + last.end - taken > MOST_UNTAKEN && prompt.isHeld()) {
                wait(WAIT_MILLIS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void forgetTaken() {
        while (first.next != null && first.next.end <= taken) {
            first = first.next;
        }
    }

    /** Gives the debugger what was printed since; returns whether that is anything. */
    synchronized boolean hand() {
        forgetTaken();
        if (printed.size() == 0) {
            return false;
        }
        Chunk more = new Chunk(printed.toString(StandardCharsets.ISO_8859_1), last.end + printed.size());
        printed.reset();
        last.next = more;
        last = more;
        return true;
    }
}

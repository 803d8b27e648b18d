package org.jurigged.reshape.form.template;

import java.io.ByteArrayOutputStream;

/** What one run has written to one stream. Goes into {@code java.lang}. */
public final class LiveLoopText {
    /** More isn't held back, lest it fill the program's memory. */
    private static final int MOST = 1 << 20;
    /** As much is shown. */
    private static final int SHOWN = 16_000;

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(0);
    private boolean keeps;

    void clear() {
        bytes.reset();
    }

    void keep(boolean held) {
        keeps = held;
    }

    /** Adds output; returns what of it, and of what came before, goes on to the stream itself, or null. */
    synchronized byte[] add(byte[] more, int from, int length) {
        bytes.write(more, from, length);
        byte[] passing = null;
        if (!keeps) {
            passing = java.util.Arrays.copyOfRange(more, from, from + length);
        } else if (bytes.size() > MOST) {
            passing = bytes.toByteArray();
            keeps = false;
        }
        if (bytes.size() > MOST) {
            byte[] all = bytes.toByteArray();
            bytes.reset();
            bytes.write(all, all.length - SHOWN, SHOWN);
        }
        return passing;
    }

    /** Returns what was held back. */
    synchronized byte[] held() {
        return keeps ? bytes.toByteArray() : new byte[0];
    }

    /** Returns the end of what was written. */
    synchronized String last() {
        String text = LiveLoopOut.decoded(bytes.toByteArray());
        return text.length() <= SHOWN ? text : "…" + text.substring(text.length() - SHOWN);
    }
}

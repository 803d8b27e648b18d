package org.jurigged.controller.guest;

import java.io.ByteArrayOutputStream;

/**
 * Texts from the debugger: it writes numbers into an array and fields.
 *
 * <p>To set a reference it would look up the field's type, and for that ask for the class loader, of which the debug agent
 * keeps a reference for as long as it is connected.
 */
public final class Mail {
    /** How many bytes go at a time. */
    public static final int BYTES = 1 << 16;

    /** How many objects are handed over at a time. */
    public static final int OBJECTS = 8;

    /** By the debugger: objects of the program's, for variables. */
    private final Object[] objects = new Object[OBJECTS];

    /** By the debugger: bytes, eight in each, the first of them in the highest bits. */
    private final long[] letter = new long[BYTES / Long.BYTES];

    private final ByteArrayOutputStream received = new ByteArrayOutputStream();

    /** By the debugger: how many bytes there are. */
    private volatile int length;

    /** By the debugger: whether more of the same text follow. */
    private volatile boolean goesOn;

    Object[] objects() {
        return objects;
    }

    /** Takes what there is; returns the text once it is whole, null before. */
    byte[] take() {
        int bytes = length;
        length = 0;
        for (int i = 0; i < bytes; i++) {
            received.write((int) (letter[i / Long.BYTES] >>> (8 * (Long.BYTES - 1 - i % Long.BYTES))));
        }
        if (bytes == 0 || goesOn) {
            return null;
        }
        byte[] whole = received.toByteArray();
        received.reset();
        return whole;
    }
}

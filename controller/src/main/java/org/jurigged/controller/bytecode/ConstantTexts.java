package org.jurigged.controller.bytecode;

import java.nio.charset.StandardCharsets;

/**
 * The entries of a constant pool as text (JVMS 4.4), which is equal exactly when they mean the same; the bootstrap method
 * of a dynamic constant is left out, since a JVM gives back its index and not the method.
 */
final class ConstantTexts {
    private static final int UTF8 = 1;
    private static final int LONG = 5;
    private static final int DOUBLE = 6;

    /** Length of an entry's content by tag; 0 where there is no such tag. */
    private static final int[] LENGTHS = {0, 2, 0, 4, 4, 8, 8, 2, 2, 4, 4, 4, 4, 0, 0, 3, 2, 4, 4, 2, 2};

    private final byte[] entries;
    private final int[] offsets;

    /**
     * Reads a constant pool.
     *
     * @param entries its entries without their count
     * @param count as {@code constant_pool_count}: one more than the highest index
     */
    ConstantTexts(byte[] entries, int count) {
        this.entries = entries;
        this.offsets = new int[count];
        int at = 0;
        for (int i = 1; i < count; i++) {
            offsets[i] = at;
            int tag = entries[at];
            at += 1 + LENGTHS[tag] + (tag == UTF8 ? unsigned(at + 1) : 0);
            if (tag == LONG || tag == DOUBLE) {
                i++;
            }
        }
    }

    /** Returns the text of an entry. */
    String text(int index) {
        int at = offsets[index];
        int tag = entries[at];
        return switch (tag) {
            case UTF8 -> utf8(at);
            case 3, 4 -> tag + ":" + word(at + 1);
            case LONG, DOUBLE -> tag + ":" + word(at + 1) + ":" + word(at + 5);
            case 7, 8, 16, 19, 20 -> tag + ":" + text(unsigned(at + 1));
            case 9, 10, 11, 12 -> tag + ":" + text(unsigned(at + 1)) + " " + text(unsigned(at + 3));
            case 15 -> tag + ":" + entries[at + 1] + " " + text(unsigned(at + 2));
            default -> tag + ":" + text(unsigned(at + 3));
        };
    }

    private String utf8(int at) {
        // Modified UTF-8 is compared, not read by people: any one-to-one decoding will do.
        return new String(entries, at + 3, unsigned(at + 1), StandardCharsets.ISO_8859_1);
    }

    private int unsigned(int at) {
        return (entries[at] & 0xFF) << 8 | entries[at + 1] & 0xFF;
    }

    private int word(int at) {
        return unsigned(at) << 16 | unsigned(at + 2);
    }
}

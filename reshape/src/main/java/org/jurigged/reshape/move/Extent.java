package org.jurigged.reshape.move;

import java.util.BitSet;

/** Where in a method's code a loop is. Immutable. */
public final class Extent {
    private final int headOffset;
    private final int line;
    private final BitSet offsets;

    Extent(MethodBody body, Loop loop) {
        this.headOffset = body.offset(loop.head());
        this.line = body.line(loop.head());
        this.offsets = new BitSet();
        for (int at : loop.indexes()) {
            offsets.set(body.offset(at));
        }
    }

    /** The offset of the instruction that begins each turn. */
    int headOffset() {
        return headOffset;
    }

    int line() {
        return line;
    }

    /** Whether the instruction at an offset is in the loop. */
    boolean contains(int offset) {
        return offsets.get(offset);
    }
}

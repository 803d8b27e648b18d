package org.jurigged.reshape.move;

import java.util.BitSet;
import java.util.HashSet;
import java.util.Set;

/** Where in a method's code a loop is. Immutable. */
public final class Extent {
    private final int headOffset;
    private final int line;
    private final BitSet offsets;
    private final BitSet near;

    Extent(MethodBody body, Loop loop) {
        this.headOffset = body.offset(loop.head());
        this.line = body.line(loop.head());
        this.offsets = new BitSet();
        for (int at : loop.indexes()) {
            offsets.set(body.offset(at));
        }
        this.near = near(body, loop);
    }

    /** All of the lines from which the head is reached. */
    private static BitSet near(MethodBody body, Loop loop) {
        Set<Integer> lines = new HashSet<>(Set.of(0, body.line(loop.head())));
        body.flow().before(loop.head()).forEach(at -> lines.add(body.line(at)));
        BitSet near = new BitSet();
        for (int at = 0; at < body.insns().length; at++) {
            if (body.insn(at).getOpcode() >= 0 && lines.contains(body.line(at))) {
                near.set(body.offset(at));
            }
        }
        return near;
    }

    /** The offset of the instruction that begins each turn. */
    int headOffset() {
        return headOffset;
    }

    int line() {
        return line;
    }

    /**
     * Whether the head may be reached from an offset before an instruction of another line is; true where the class tells no
     * lines.
     */
    public boolean isNear(int offset) {
        return near.get(offset);
    }

    /** Whether the instruction at an offset is in the loop. */
    boolean contains(int offset) {
        return offsets.get(offset);
    }
}

package org.jurigged.reshape.move;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/** A loop of a method's code: all that comes round to one instruction, its head, without another way in. */
final class Loop {
    private final int head;
    private final BitSet inside;
    private final List<Loop> children = new ArrayList<>();
    private Loop parent;

    Loop(int head, BitSet inside) {
        this.head = head;
        this.inside = inside;
    }

    /** The index of the label that begins each turn. */
    int head() {
        return head;
    }

    boolean contains(int index) {
        return inside.get(index);
    }

    /** The indexes of its instructions, in the order of the code. */
    int[] indexes() {
        return inside.stream().toArray();
    }

    int size() {
        return inside.cardinality();
    }

    /** The loop that this one is in; null if there is none. */
    Loop parent() {
        return parent;
    }

    /** The loops that are in this one and in none between, in the order of the code. */
    List<Loop> children() {
        return children;
    }

    void addChild(Loop loop) {
        loop.parent = this;
        children.add(loop);
    }

    /** Whether an instruction is in this loop and in none of those in it. */
    boolean owns(int index) {
        return contains(index) && children.stream().noneMatch(c -> c.contains(index));
    }
}

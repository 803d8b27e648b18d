package org.jurigged.reshape.move;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;

/** Where in a method's code a loop is. Immutable. */
public final class Extent {
    private final int headOffset;
    private final int line;
    private final BitSet offsets;
    private final Map<Integer, Integer> steps;
    private final BitSet ways;

    Extent(MethodBody body, Loop loop) {
        this.headOffset = body.offset(loop.head());
        this.line = body.line(loop.head());
        this.offsets = new BitSet();
        for (int at : loop.indexes()) {
            offsets.set(body.offset(at));
        }
        this.steps = steps(body, loop);
        this.ways = ways(body, loop);
    }

    private static BitSet ways(MethodBody body, Loop loop) {
        BitSet ways = new BitSet();
        BitSet seen = new BitSet();
        Deque<Integer> open = new ArrayDeque<>(body.flow().before(loop.head()));
        while (!open.isEmpty()) {
            int at = open.pop();
            if (!seen.get(at)) {
                seen.set(at);
                ways.set(body.offset(at));
                open.addAll(body.flow().before(at));
            }
        }
        return ways;
    }

    private static Map<Integer, Integer> steps(MethodBody body, Loop loop) {
        Map<Integer, Integer> steps = new HashMap<>();
        Flow flow = body.flow();
        int[] left = new int[body.insns().length];
        Arrays.fill(left, Integer.MAX_VALUE);
        left[loop.head()] = 0;
        boolean changed;
        do {
            changed = false;
            for (int i = flow.order().length - 1; i >= 0; i--) {
                int at = flow.order()[i];
                // What follows nothing leaves the method.
                int next = flow.all(at).length == 0 ? 0 : Integer.MAX_VALUE;
                for (int to : flow.all(at)) {
                    next = Math.min(next, left[to]);
                }
                int own = body.insn(at).getOpcode() < 0 ? 0 : 1;
                if (at != loop.head() && next < Integer.MAX_VALUE && next + own < left[at]) {
                    left[at] = next + own;
                    changed = true;
                }
            }
        } while (changed);
        for (int at : flow.order()) {
            if (body.insn(at).getOpcode() >= 0) {
                steps.put(body.offset(at), left[at]);
            }
        }
        return steps;
    }

    /** The offset of the instruction that begins each turn. */
    int headOffset() {
        return headOffset;
    }

    int line() {
        return line;
    }

    /**
     * Count the instructions of the method that are executed at least, from the one at an offset on, until the head is
     * reached or the method ends; 0 if that isn't known.
     */
    public int steps(int offset) {
        return steps.getOrDefault(offset, 0);
    }

    /** Whether the head may be reached from the instruction at an offset. */
    public boolean isAhead(int offset) {
        return ways.get(offset);
    }

    /** Whether the instruction at an offset is in the loop. */
    boolean contains(int offset) {
        return offsets.get(offset);
    }
}

package org.jurigged.reshape.move;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The loops of a method's code, whatever they were in the source. */
final class Loops {
    private final List<Loop> all;

    private Loops(List<Loop> all) {
        this.all = all;
    }

    /**
     * Finds the natural loops: those into which only their head leads. What javac makes of a loop is one; two loops that
     * begin at the same instruction, as in {@code for (;;) while (x)}, are one.
     */
    static Loops of(MethodBody body) {
        Map<Integer, BitSet> found = new TreeMap<>();
        Flow flow = body.flow();
        for (int from : flow.order()) {
            for (int to : flow.next(from)) {
                if (flow.dominates(to, from)) {
                    found.computeIfAbsent(to, head -> new BitSet()).or(cycle(flow, from, to));
                }
            }
        }
        List<Loop> loops = new ArrayList<>();
        found.forEach((head, inside) -> loops.add(new Loop(head, inside)));
        nest(loops);
        return new Loops(List.copyOf(loops));
    }

    /** All loops, in the order of the code. */
    List<Loop> all() {
        return all;
    }

    /** The loops that are in no other one, in the order of the code. */
    List<Loop> outermost() {
        return all.stream().filter(l -> l.parent() == null).toList();
    }

    private static BitSet cycle(Flow flow, int from, int head) {
        BitSet inside = new BitSet();
        inside.set(head);
        Deque<Integer> open = new ArrayDeque<>();
        open.push(from);
        while (!open.isEmpty()) {
            int at = open.pop();
            if (!inside.get(at)) {
                inside.set(at);
                flow.before(at).forEach(open::push);
            }
        }
        return inside;
    }

    private static void nest(List<Loop> loops) {
        for (Loop loop : loops) {
            loops.stream()
                    .filter(other -> other != loop && other.contains(loop.head()))
                    .min(Comparator.comparingInt(Loop::size))
                    .ifPresent(parent -> parent.addChild(loop));
        }
    }
}

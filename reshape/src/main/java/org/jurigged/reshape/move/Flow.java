package org.jurigged.reshape.move;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.JumpInsnNode;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.LookupSwitchInsnNode;
import org.objectweb.asm.tree.TableSwitchInsnNode;
import org.objectweb.asm.tree.TryCatchBlockNode;

/** Which instruction follows which, by way of an exception too, and which one is on every way to another. */
final class Flow {
    private final MethodBody body;
    private final int[][] next;
    private final int[][] handlers;
    private final List<List<Integer>> before;
    private final int[] order;
    private final int[] position;
    private final int[] dominator;

    Flow(MethodBody body) {
        this.body = body;
        int size = body.insns().length;
        next = new int[size][];
        for (int i = 0; i < size; i++) {
            next[i] = successors(i);
        }
        handlers = handlers();
        before = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            before.add(new ArrayList<>());
        }
        order = reversePostOrder();
        position = new int[size];
        Arrays.fill(position, -1);
        for (int i = 0; i < order.length; i++) {
            position[order[i]] = i;
            int from = order[i];
            for (int to : all(from)) {
                before.get(to).add(from);
            }
        }
        dominator = dominators();
    }

    /** What follows an instruction when it completes normally. */
    int[] next(int index) {
        return next[index];
    }

    /** Where an exception that an instruction throws may go. */
    int[] handlers(int index) {
        return handlers[index];
    }

    /** All that may follow an instruction. */
    int[] all(int index) {
        int[] all = Arrays.copyOf(next[index], next[index].length + handlers[index].length);
        System.arraycopy(handlers[index], 0, all, next[index].length, handlers[index].length);
        return all;
    }

    /** What may have been before an instruction; only what can be reached. */
    List<Integer> before(int index) {
        return before.get(index);
    }

    /** The instructions that can be reached, each after one that comes before it on some way. */
    int[] order() {
        return order;
    }

    boolean isReached(int index) {
        return position[index] >= 0;
    }

    /** Whether every way from the start to an instruction passes another one. */
    boolean dominates(int one, int other) {
        int at = other;
        while (position[at] > position[one]) {
            at = dominator[at];
        }
        return at == one;
    }

    private int[] successors(int index) {
        AbstractInsnNode insn = body.insn(index);
        int opcode = insn.getOpcode();
        List<LabelNode> targets = new ArrayList<>();
        boolean falls = !(opcode >= Opcodes.IRETURN && opcode <= Opcodes.RETURN) && opcode != Opcodes.ATHROW;
        if (insn instanceof JumpInsnNode jump) {
            targets.add(jump.label);
            falls = opcode != Opcodes.GOTO;
        } else if (insn instanceof TableSwitchInsnNode table) {
            targets.addAll(table.labels);
            targets.add(table.dflt);
            falls = false;
        } else if (insn instanceof LookupSwitchInsnNode lookup) {
            targets.addAll(lookup.labels);
            targets.add(lookup.dflt);
            falls = false;
        }
        if (falls && index + 1 < body.insns().length) {
            return withNext(index + 1, targets);
        }
        return targets.stream().mapToInt(body::index).distinct().toArray();
    }

    private int[] withNext(int following, List<LabelNode> targets) {
        int[] all = new int[targets.size() + 1];
        all[0] = following;
        for (int i = 0; i < targets.size(); i++) {
            all[i + 1] = body.index(targets.get(i));
        }
        return all;
    }

    private int[][] handlers() {
        int[][] found = new int[body.insns().length][];
        Arrays.fill(found, new int[0]);
        for (TryCatchBlockNode block : body.code().tryCatchBlocks) {
            int handler = body.index(block.handler);
            for (int i = body.index(block.start); i < body.index(block.end); i++) {
                if (body.insn(i).getOpcode() >= 0) {
                    found[i] = Arrays.copyOf(found[i], found[i].length + 1);
                    found[i][found[i].length - 1] = handler;
                }
            }
        }
        return found;
    }

    private int[] reversePostOrder() {
        boolean[] seen = new boolean[next.length];
        int[] reversed = new int[next.length];
        int size = 0;
        Deque<int[]> path = new ArrayDeque<>();
        path.push(new int[] {body.first(), 0});
        seen[body.first()] = true;
        while (!path.isEmpty()) {
            int[] top = path.peek();
            int[] following = all(top[0]);
            if (top[1] < following.length) {
                int to = following[top[1]++];
                if (!seen[to]) {
                    seen[to] = true;
                    path.push(new int[] {to, 0});
                }
            } else {
                reversed[size++] = top[0];
                path.pop();
            }
        }
        int[] ordered = new int[size];
        for (int i = 0; i < size; i++) {
            ordered[i] = reversed[size - 1 - i];
        }
        return ordered;
    }

    /** By the iteration of Cooper, Harvey and Kennedy: intersect what is known of those before until nothing changes. */
    private int[] dominators() {
        int[] found = new int[next.length];
        Arrays.fill(found, -1);
        found[body.first()] = body.first();
        boolean changed;
        do {
            changed = false;
            for (int i = 1; i < order.length; i++) {
                int common = -1;
                for (int from : before.get(order[i])) {
                    if (found[from] >= 0) {
                        common = common < 0 ? from : common(found, from, common);
                    }
                }
                changed |= found[order[i]] != common;
                found[order[i]] = common;
            }
        } while (changed);
        return found;
    }

    private int common(int[] found, int one, int other) {
        int a = one;
        int b = other;
        while (a != b) {
            while (position[a] > position[b]) {
                a = found[a];
            }
            while (position[b] > position[a]) {
                b = found[b];
            }
        }
        return a;
    }
}

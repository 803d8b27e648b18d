package org.jurigged.reshape.move;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.objectweb.asm.tree.JumpInsnNode;
import org.objectweb.asm.tree.LocalVariableNode;
import org.objectweb.asm.tree.VarInsnNode;

/**
 * What a loop says, for comparison with another version of it.
 *
 * @param kind what it goes through
 * @param test the condition that begins each turn and may end the loop; null if a turn begins with something else
 * @param lastTest the condition that ends each turn and may end the loop, as that of a {@code do} does; null if there is
 *     none
 * @param own all its words, without those of the loops in it
 * @param names the variables that it goes by: that of an enhanced for, or those that its condition reads
 */
record LoopText(LoopKind kind, List<String> test, List<String> lastTest, List<String> own, Set<String> names) {
    /** How alike loops are that may go by other names. */
    private static final double RENAMED = 0.6;

    /** Stands for a loop in the loop. */
    private static final String LOOP = "loop";

    static LoopText of(MethodBody body, Loop loop, Words words) {
        return new LoopText(
                LoopKind.of(body, loop),
                test(body, loop, words),
                lastTest(body, loop, words),
                own(body, loop, words),
                names(body, loop));
    }

    /**
     * Whether at the head of both the same has been done in this turn and before: one that tests first can't take over in
     * the middle of one that tests last.
     */
    boolean isInStepWith(LoopText other) {
        if (Objects.equals(test, other.test)) {
            return true;
        }
        if (test != null && test.equals(other.lastTest) || lastTest != null && lastTest.equals(other.test)) {
            return false;
        }
        boolean bothTestFirst = test != null && other.test != null;
        boolean noneTestsFirst = test == null && other.test == null;
        return bothTestFirst || noneTestsFirst || (test == null ? lastTest : other.lastTest) == null;
    }

    /** Whether one can be the other: one that goes by other variables and does something else has taken its place. */
    boolean canBe(LoopText other) {
        boolean others = !names.isEmpty() && !other.names.isEmpty() && Collections.disjoint(names, other.names);
        return kind == other.kind && (!others || Words.likeness(own, other.own) >= RENAMED);
    }

    /** How alike two loops are, from 0 to 1; 0 if one can't be the other. */
    double likeness(LoopText other) {
        if (!canBe(other)) {
            return 0;
        }
        double whole = Words.likeness(own, other.own);
        return test == null || other.test == null ? whole : (whole + Words.likeness(test, other.test)) / 2;
    }

    private static Set<String> names(MethodBody body, Loop loop) {
        Set<String> names = new HashSet<>();
        boolean plain = LoopKind.of(body, loop) == LoopKind.PLAIN;
        for (int at : loop.indexes()) {
            if (body.insn(at) instanceof VarInsnNode access && plain == Liveness.isLoad(access.getOpcode())) {
                LocalVariableNode variable = body.accessed(access.var, at);
                if (variable != null) {
                    names.add(variable.name);
                }
            }
            boolean tested = plain && body.insn(at) instanceof JumpInsnNode && leaves(body, loop, at);
            if (tested || !plain && !names.isEmpty()) {
                return names;
            }
        }
        return Set.of();
    }

    private static List<String> own(MethodBody body, Loop loop, Words words) {
        List<String> own = new ArrayList<>();
        for (int at : loop.indexes()) {
            if (body.insn(at).getOpcode() >= 0 && loop.owns(at)) {
                own.add(words.of(at));
            } else if (loop.children().stream().anyMatch(c -> c.head() == at)) {
                own.add(LOOP);
            }
        }
        return own;
    }

    private static List<String> test(MethodBody body, Loop loop, Words words) {
        List<String> test = new ArrayList<>();
        int at = body.real(loop.head());
        while (at < body.insns().length && loop.owns(at)) {
            if (body.insn(at) instanceof JumpInsnNode) {
                if (body.flow().next(at).length < 2) {
                    return null;
                }
                if (leaves(body, loop, at)) {
                    return test;
                }
            }
            test.add(words.of(at));
            boolean jumps = body.insn(at) instanceof JumpInsnNode;
            at = body.real(at + 1);
            if (!jumps && at < body.insns().length && body.isStackEmpty(at)) {
                return null;
            }
        }
        return null;
    }

    private static List<String> lastTest(MethodBody body, Loop loop, Words words) {
        int at = -1;
        for (int index : loop.indexes()) {
            at = body.insn(index).getOpcode() >= 0 ? index : at;
        }
        if (at < 0 || body.flow().next(at).length < 2 || !leaves(body, loop, at)) {
            return null;
        }
        List<String> test = new ArrayList<>();
        while (at > loop.head() && !body.isStackEmpty(at)) {
            at--;
            if (body.insn(at).getOpcode() >= 0) {
                test.add(0, words.of(at));
            }
        }
        return test;
    }

    private static boolean leaves(MethodBody body, Loop loop, int at) {
        for (int next : body.flow().next(at)) {
            if (!loop.contains(next)) {
                return true;
            }
        }
        return false;
    }
}

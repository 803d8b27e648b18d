package org.jurigged.reshape.move;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.IincInsnNode;
import org.objectweb.asm.tree.LocalVariableNode;
import org.objectweb.asm.tree.VarInsnNode;

/** Finds out whether a local variable that is new is one that is gone, under another name. */
final class Renames {
    /** From here on two variables are used alike. */
    private static final double SAME = 0.6;
    /** From here on they may be one; whoever can't tell says so. */
    private static final double MAYBE = 0.25;

    private final Head before;
    private final Head after;

    Renames(Head before, Head after) {
        this.before = before;
        this.after = after;
    }

    /**
     * Returns the old variable; null if there is none.
     *
     * @throws CannotMove if it can't be told
     */
    Slot origin(Slot young) throws CannotMove {
        Set<String> kept = after.body().names();
        List<String> uses = uses(after.body(), young);
        Slot best = null;
        Slot doubtful = null;
        for (Slot old : before.slots()) {
            boolean gone = old.name() != null && !kept.contains(old.name());
            if (!gone || !Objects.equals(old.descriptor(), young.descriptor())) {
                continue;
            }
            double likeness = Words.likeness(uses(before.body(), old), uses);
            if (likeness >= SAME && best == null) {
                best = old;
            } else if (likeness >= MAYBE) {
                doubtful = old;
            }
        }
        if (doubtful != null) {
            throw new CannotMove("it can't be told whether " + young.name() + " is what " + doubtful.name() + " was");
        }
        return best;
    }

    /** What stands around each use of a variable. */
    private List<String> uses(MethodBody body, Slot slot) {
        Words words = new Words(body, Words.shared(before.body(), after.body()));
        List<String> uses = new ArrayList<>();
        int last = -1;
        for (int at = body.first(); at < body.insns().length; at++) {
            if (body.insn(at).getOpcode() < 0) {
                continue;
            }
            if (isOf(body, at, slot)) {
                String previous = last < 0 || isOf(body, last, slot) ? "" : words.of(last);
                int next = body.real(at + 1);
                String following = next >= body.insns().length || isOf(body, next, slot) ? "" : words.of(next);
                uses.add(previous + "\n" + body.insn(at).getOpcode() + "\n" + following);
            }
            last = at;
        }
        return uses;
    }

    private static boolean isOf(MethodBody body, int index, Slot slot) {
        AbstractInsnNode insn = body.insn(index);
        boolean same = insn instanceof VarInsnNode access && access.var == slot.index()
                || insn instanceof IincInsnNode increment && increment.var == slot.index();
        LocalVariableNode variable = same ? body.accessed(slot.index(), index) : null;
        return variable != null && variable.name.equals(slot.name());
    }
}

package org.jurigged.reshape.move;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Deque;
import java.util.List;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.IincInsnNode;
import org.objectweb.asm.tree.LdcInsnNode;
import org.objectweb.asm.tree.LocalVariableNode;
import org.objectweb.asm.tree.VarInsnNode;

/** What wrote local variables before a loop. */
final class Stores {
    private final MethodBody body;

    Stores(MethodBody body) {
        this.body = body;
    }

    /** The constant that a variable has at a loop's head when the loop begins; null if it isn't always the same one. */
    AbstractInsnNode initial(Slot slot, Loop loop) {
        LocalVariableNode variable = body.variable(slot.index(), loop.head());
        int declaration = variable == null ? -1 : store(variable);
        if (declaration < 0) {
            return null;
        }
        for (int store : reaching(slot.index(), loop.head())) {
            if (store != declaration && !isRepeated(store, declaration, loop)) {
                return null;
            }
        }
        int push = previous(declaration);
        return push >= 0 && isConstant(body.insn(push)) && body.isStackEmpty(push) ? body.insn(push) : null;
    }

    /** How a variable without a name got its value before a loop, as words. */
    List<String> origin(Slot slot, Loop loop) {
        Words words = new Words(body, body.names());
        List<String> origin = new ArrayList<>();
        for (int store : reaching(slot.index(), loop.head())) {
            for (int at = store; at >= 0; at--) {
                if (body.insn(at).getOpcode() >= 0) {
                    origin.add(words.of(at));
                    if (body.isStackEmpty(at)) {
                        break;
                    }
                }
            }
        }
        return origin;
    }

    /** The store after which the range of a variable begins; javac begins it there (JVMS 4.7.13). */
    private int store(LocalVariableNode variable) {
        int at = previous(body.index(variable.start));
        return at >= 0
                        && body.insn(at) instanceof VarInsnNode store
                        && store.var == variable.index
                        && !Liveness.isLoad(store.getOpcode())
                ? at
                : -1;
    }

    private int previous(int index) {
        int at = index - 1;
        while (at >= 0 && body.insn(at).getOpcode() < 0) {
            at--;
        }
        return at;
    }

    /** Whether a store belongs to turns that have been made, of a loop that the variable was declared before. */
    private static boolean isRepeated(int store, int declaration, Loop loop) {
        for (Loop around = loop; around != null; around = around.parent()) {
            if (around.contains(store) && !around.contains(declaration)) {
                return true;
            }
        }
        return false;
    }

    /** The instructions that may have written a variable last; the start of the method isn't among them. */
    private List<Integer> reaching(int slot, int index) {
        List<Integer> found = new ArrayList<>();
        BitSet seen = new BitSet();
        Deque<Integer> open = new ArrayDeque<>(body.flow().before(index));
        while (!open.isEmpty()) {
            int at = open.pop();
            if (seen.get(at)) {
                continue;
            }
            seen.set(at);
            if (writes(body.insn(at), slot)) {
                found.add(at);
            } else {
                body.flow().before(at).forEach(open::push);
            }
        }
        found.sort(null);
        return found;
    }

    private static boolean writes(AbstractInsnNode insn, int slot) {
        return insn instanceof VarInsnNode access && access.var == slot && !Liveness.isLoad(access.getOpcode())
                || insn instanceof IincInsnNode increment && increment.var == slot;
    }

    private static boolean isConstant(AbstractInsnNode insn) {
        int opcode = insn.getOpcode();
        return opcode >= Opcodes.ACONST_NULL && opcode <= Opcodes.SIPUSH
                || insn instanceof LdcInsnNode constant
                        && (constant.cst instanceof Number || constant.cst instanceof String);
    }
}

package org.jurigged.reshape.move;

import java.util.BitSet;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.IincInsnNode;
import org.objectweb.asm.tree.VarInsnNode;

/** Which local variables may be read before they are written again. */
final class Liveness {
    private final BitSet[] live;

    Liveness(MethodBody body) {
        Flow flow = body.flow();
        live = new BitSet[body.insns().length];
        for (int i = 0; i < live.length; i++) {
            live[i] = new BitSet();
        }
        int[] order = flow.order();
        boolean changed;
        do {
            changed = false;
            for (int i = order.length - 1; i >= 0; i--) {
                BitSet before = before(body, flow, order[i]);
                changed |= !before.equals(live[order[i]]);
                live[order[i]] = before;
            }
        } while (changed);
    }

    boolean isLive(int slot, int index) {
        return live[index].get(slot);
    }

    private BitSet before(MethodBody body, Flow flow, int index) {
        BitSet before = new BitSet();
        for (int next : flow.next(index)) {
            before.or(live[next]);
        }
        AbstractInsnNode insn = body.insn(index);
        if (insn instanceof VarInsnNode access) {
            before.set(access.var, isLoad(access.getOpcode()));
        } else if (insn instanceof IincInsnNode increment) {
            before.set(increment.var);
        }
        // What throws may not have written yet.
        for (int handler : flow.handlers(index)) {
            before.or(live[handler]);
        }
        return before;
    }

    static boolean isLoad(int opcode) {
        return opcode >= Opcodes.ILOAD && opcode <= Opcodes.ALOAD;
    }
}

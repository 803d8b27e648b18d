package org.jurigged.reshape.move;

import java.util.Arrays;
import org.objectweb.asm.Opcodes;

/** How many monitors a frame may hold at a place (JVMS 6.5 monitorenter). */
final class Monitors {
    private final int[] held;

    Monitors(MethodBody body) {
        Flow flow = body.flow();
        held = new int[body.insns().length];
        Arrays.fill(held, -1);
        held[body.first()] = 0;
        for (int at : flow.order()) {
            int opcode = body.insn(at).getOpcode();
            int after = held[at];
            if (opcode == Opcodes.MONITORENTER) {
                after++;
            } else if (opcode == Opcodes.MONITOREXIT) {
                after = Math.max(0, after - 1);
            }
            for (int next : flow.next(at)) {
                held[next] = Math.max(held[next], after);
            }
            for (int handler : flow.handlers(at)) {
                held[handler] = Math.max(held[handler], held[at]);
            }
        }
    }

    /** Whether a monitor may be held; rather yes than no. */
    boolean isHeld(int index) {
        return held[index] > 0;
    }
}

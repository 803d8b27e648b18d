package org.jurigged.reshape.move;

import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.VarInsnNode;

/** What a loop goes through. */
enum LoopKind {
    /** An enhanced {@code for} over an {@code Iterable} (JLS 14.14.2): its iterator has no name. */
    ITERATOR,
    /** An enhanced {@code for} over an array: the array, its length and the index have no names. */
    ARRAY,
    /** Any other loop. */
    PLAIN;

    /** Recognises what javac writes; the class has to tell the names of variables. */
    static LoopKind of(MethodBody body, Loop loop) {
        int[] made = madeUp(body, loop);
        return made.length == 1 ? ITERATOR : made.length == 3 ? ARRAY : PLAIN;
    }

    /** The variables without names that such a loop goes by: iterator, or array, length and index. */
    static int[] madeUp(MethodBody body, Loop loop) {
        int first = body.real(loop.head());
        int second = body.real(first + 1);
        int third = body.real(second + 1);
        if (third >= body.insns().length) {
            return new int[0];
        }
        int iterator = unnamed(body, first, Opcodes.ALOAD);
        if (iterator >= 0 && isHasNext(body.insn(second)) && body.insn(third).getOpcode() == Opcodes.IFEQ) {
            return new int[] {iterator};
        }
        int index = unnamed(body, first, Opcodes.ILOAD);
        int length = unnamed(body, second, Opcodes.ILOAD);
        int array = unnamed(body, body.real(third + 1), Opcodes.ALOAD);
        boolean tests = body.insn(third).getOpcode() == Opcodes.IF_ICMPGE;
        return tests && array >= 0 && length == array + 1 && index == array + 2
                ? new int[] {array, length, index}
                : new int[0];
    }

    private static int unnamed(MethodBody body, int at, int opcode) {
        return at < body.insns().length
                        && body.insn(at) instanceof VarInsnNode load
                        && load.getOpcode() == opcode
                        && body.variable(load.var, at) == null
                ? load.var
                : -1;
    }

    private static boolean isHasNext(AbstractInsnNode insn) {
        return insn instanceof MethodInsnNode call
                && call.owner.equals("java/util/Iterator")
                && call.name.equals("hasNext");
    }
}

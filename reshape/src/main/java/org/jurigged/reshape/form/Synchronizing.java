package org.jurigged.reshape.form;

import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.FrameNode;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.InsnNode;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.LdcInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.TryCatchBlockNode;
import org.objectweb.asm.tree.VarInsnNode;

/** Makes a method without the flag do what {@code synchronized} does (JVMS 2.11.10). */
final class Synchronizing {
    private Synchronizing() {}

    /**
     * Wraps a method's code.
     *
     * @param receiver internal name of the class of local variable 0, which is locked; {@code null} for a static method
     * @param type internal name of the class that a static method locks
     */
    static void apply(MethodNode method, String receiver, String type) {
        LabelNode start = new LabelNode();
        LabelNode end = new LabelNode();
        for (AbstractInsnNode insn : method.instructions.toArray()) {
            if (insn.getOpcode() >= Opcodes.IRETURN && insn.getOpcode() <= Opcodes.RETURN) {
                method.instructions.insertBefore(insn, monitor(receiver, type, Opcodes.MONITOREXIT));
            }
        }
        InsnList enter = monitor(receiver, type, Opcodes.MONITORENTER);
        enter.add(start);
        method.instructions.insert(enter);
        method.instructions.add(end);
        Object[] locals = receiver == null ? new Object[0] : new Object[] {receiver};
        method.instructions.add(
                new FrameNode(Opcodes.F_NEW, locals.length, locals, 1, new Object[] {"java/lang/Throwable"}));
        method.instructions.add(monitor(receiver, type, Opcodes.MONITOREXIT));
        method.instructions.add(new InsnNode(Opcodes.ATHROW));
        method.tryCatchBlocks.add(new TryCatchBlockNode(start, end, end, null));
    }

    private static InsnList monitor(String receiver, String type, int opcode) {
        InsnList code = new InsnList();
        code.add(receiver == null ? new LdcInsnNode(Type.getObjectType(type)) : new VarInsnNode(Opcodes.ALOAD, 0));
        code.add(new InsnNode(opcode));
        return code;
    }
}

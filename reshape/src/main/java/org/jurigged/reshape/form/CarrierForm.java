package org.jurigged.reshape.form;

import java.util.List;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.FrameNode;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.InsnNode;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.TypeInsnNode;

/**
 * Puts the bodies of added constructors into one that the loaded class has.
 *
 * <p>A branch before {@code this(...)} or {@code super(...)} passes the verifier as long as each way makes one such call
 * (JVMS 4.10.1.9 invokespecial).
 */
final class CarrierForm {
    private CarrierForm() {}

    /** A constructor to be carried, rewritten already. */
    record Carried(String companion, MethodNode body) {}

    /** Puts the bodies in front of the carrier's own code. */
    static void apply(String host, MethodNode carrier, List<Carried> carried) {
        MethodNode own = new MethodNode(carrier.access, carrier.name, carrier.desc, null, null);
        Methods.copyCode(carrier, own);
        Methods.clear(carrier);
        int local = own.maxLocals;
        for (Carried one : carried) {
            local = Math.max(local, one.body.maxLocals);
        }
        local = Math.max(local, 1 + Insns.size(Type.getArgumentTypes(carrier.desc)));
        LabelNode nothing = new LabelNode();
        carrier.instructions.add(ConstructorCompanion.take(host, local, nothing));
        for (Carried one : carried) {
            LabelNode others = new LabelNode();
            carrier.instructions.add(ConstructorCompanion.unpack(one.companion, one.body.desc, local, others));
            Methods.copyCode(one.body, carrier);
            carrier.instructions.add(others);
            carrier.instructions.add(frame(carrier.desc, local));
        }
        carrier.instructions.add(nothingLikeIt());
        carrier.instructions.add(nothing);
        carrier.instructions.add(Frames.withEmptyStack(Frames.locals(Opcodes.UNINITIALIZED_THIS, carrier.desc)));
        carrier.instructions.add(new InsnNode(Opcodes.NOP));
        Methods.copyCode(own, carrier);
    }

    /** A constructor that went long ago: what the JVM says of one that is not there (JVMS 5.4.3.3). */
    private static InsnList nothingLikeIt() {
        InsnList code = new InsnList();
        String error = "java/lang/NoSuchMethodError";
        code.add(new TypeInsnNode(Opcodes.NEW, error));
        code.add(new InsnNode(Opcodes.DUP));
        code.add(new MethodInsnNode(Opcodes.INVOKESPECIAL, error, "<init>", "()V", false));
        code.add(new InsnNode(Opcodes.ATHROW));
        return code;
    }

    /** The carrier's own parameters, nothing, and what was handed over. */
    private static FrameNode frame(String descriptor, int local) {
        Object[] parameters = Frames.locals(Opcodes.UNINITIALIZED_THIS, descriptor);
        int used = 1 + Insns.size(Type.getArgumentTypes(descriptor));
        Object[] locals = new Object[parameters.length + local - used + 1];
        System.arraycopy(parameters, 0, locals, 0, parameters.length);
        for (int i = parameters.length; i < locals.length - 1; i++) {
            locals[i] = Opcodes.TOP;
        }
        locals[locals.length - 1] = "java/lang/Object";
        return Frames.withEmptyStack(locals);
    }
}

package org.jurigged.reshape.form;

import org.objectweb.asm.Handle;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.FieldInsnNode;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.InsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.TypeInsnNode;
import org.objectweb.asm.tree.VarInsnNode;

/** Makes the class whose one static method does what a method handle would (JVMS 5.4.3.5). */
final class BridgeCompanion {
    private BridgeCompanion() {}

    static byte[] of(Scene scene, String name, Needs.Bridge bridge, ClassNode host) {
        Handle handle = bridge.handle();
        ClassNode companion = CompanionClass.beside(host, name);
        String descriptor = bridge.descriptor();
        MethodNode method = CompanionClass.method(companion, HandleRewriter.bridgeMethod(handle), descriptor);
        if (handle.getTag() == Opcodes.H_NEWINVOKESPECIAL) {
            method.instructions.add(new TypeInsnNode(Opcodes.NEW, handle.getOwner()));
            method.instructions.add(new InsnNode(Opcodes.DUP));
        }
        method.instructions.add(arguments(descriptor, HandleRewriter.bridgeType(handle)));
        method.instructions.add(instruction(handle));
        method.instructions.add(Insns.returnOf(descriptor));
        new Rewriter(scene, new CodeContext(bridge.onBehalf(), name)).apply(method);
        return CompanionClass.bytes(companion);
    }

    /** Loads arguments, as what the handle takes. */
    private static InsnList arguments(String given, String taken) {
        InsnList code = new InsnList();
        Type[] from = Type.getArgumentTypes(given);
        Type[] to = Type.getArgumentTypes(taken);
        int local = 0;
        for (int i = 0; i < from.length; i++) {
            code.add(new VarInsnNode(from[i].getOpcode(Opcodes.ILOAD), local));
            if (!from[i].equals(to[i]) && from[i].equals(AdoptionLambdas.OBJECT)) {
                code.add(new TypeInsnNode(Opcodes.CHECKCAST, to[i].getInternalName()));
            }
            local += from[i].getSize();
        }
        return code;
    }

    private static AbstractInsnNode instruction(Handle handle) {
        int opcode = switch (handle.getTag()) {
            case Opcodes.H_GETFIELD -> Opcodes.GETFIELD;
            case Opcodes.H_GETSTATIC -> Opcodes.GETSTATIC;
            case Opcodes.H_PUTFIELD -> Opcodes.PUTFIELD;
            case Opcodes.H_PUTSTATIC -> Opcodes.PUTSTATIC;
            case Opcodes.H_INVOKEVIRTUAL -> Opcodes.INVOKEVIRTUAL;
            case Opcodes.H_INVOKESTATIC -> Opcodes.INVOKESTATIC;
            case Opcodes.H_INVOKEINTERFACE -> Opcodes.INVOKEINTERFACE;
            default -> Opcodes.INVOKESPECIAL;
        };
        return handle.getTag() <= Opcodes.H_PUTSTATIC
                ? new FieldInsnNode(opcode, handle.getOwner(), handle.getName(), handle.getDesc())
                : new MethodInsnNode(
                        opcode, handle.getOwner(), handle.getName(), handle.getDesc(), handle.isInterface());
    }
}

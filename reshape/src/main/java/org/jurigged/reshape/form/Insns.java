package org.jurigged.reshape.form;

import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.InsnNode;
import org.objectweb.asm.tree.VarInsnNode;

/** Small pieces of code. */
final class Insns {
    private Insns() {}

    /** Pushes the default value of a type (JVMS 2.3, 2.4). */
    static AbstractInsnNode zero(Type type) {
        return new InsnNode(
                switch (type.getSort()) {
                    case Type.LONG -> Opcodes.LCONST_0;
                    case Type.FLOAT -> Opcodes.FCONST_0;
                    case Type.DOUBLE -> Opcodes.DCONST_0;
                    case Type.OBJECT, Type.ARRAY -> Opcodes.ACONST_NULL;
                    default -> Opcodes.ICONST_0;
                });
    }

    /** Pushes values of these types from local variables on, beginning with variable {@code first}. */
    static InsnList load(Type[] types, int first) {
        InsnList code = new InsnList();
        int local = first;
        for (Type type : types) {
            code.add(new VarInsnNode(type.getOpcode(Opcodes.ILOAD), local));
            local += type.getSize();
        }
        return code;
    }

    static AbstractInsnNode returnOf(String descriptor) {
        return new InsnNode(Type.getReturnType(descriptor).getOpcode(Opcodes.IRETURN));
    }

    /** The number of local variables that values of these types take. */
    static int size(Type[] types) {
        int size = 0;
        for (Type type : types) {
            size += type.getSize();
        }
        return size;
    }
}

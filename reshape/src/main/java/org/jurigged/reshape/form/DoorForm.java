package org.jurigged.reshape.form;

import java.util.List;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.MethodNode;

/**
 * Makes a class whose static methods call those of others with the same names; references are all of type {@code Object}
 * there, so that whoever checks the types of arguments needs to look up one class only.
 */
final class DoorForm {
    private static final Type OBJECT = Type.getObjectType("java/lang/Object");

    private DoorForm() {}

    /** @param behind class files of the classes whose public static methods are called; no two have the same name */
    static byte[] classFile(String name, List<byte[]> behind) {
        ClassWriter writer = new ClassWriter(ClassWriter.COMPUTE_MAXS);
        writer.visit(
                Opcodes.V17,
                Opcodes.ACC_FINAL | Opcodes.ACC_SUPER | Opcodes.ACC_SYNTHETIC,
                name,
                null,
                OBJECT.getInternalName(),
                null);
        int open = Opcodes.ACC_PUBLIC | Opcodes.ACC_STATIC;
        for (byte[] classFile : behind) {
            ClassNode node = new ClassNode();
            new ClassReader(classFile).accept(node, ClassReader.SKIP_CODE);
            node.methods.stream()
                    .filter(method -> (method.access & open) == open)
                    .forEach(method -> forward(writer, node.name, method));
        }
        writer.visitEnd();
        return writer.toByteArray();
    }

    private static void forward(ClassWriter writer, String owner, MethodNode method) {
        Type[] types = Type.getArgumentTypes(method.desc);
        Type[] loose = types.clone();
        for (int i = 0; i < loose.length; i++) {
            loose[i] = isReference(types[i]) ? OBJECT : types[i];
        }
        String descriptor = Type.getMethodDescriptor(Type.getReturnType(method.desc), loose);
        MethodVisitor code =
                writer.visitMethod(Opcodes.ACC_PUBLIC | Opcodes.ACC_STATIC, method.name, descriptor, null, null);
        code.visitCode();
        int local = 0;
        for (Type type : types) {
            code.visitVarInsn(type.getOpcode(Opcodes.ILOAD), local);
            local += type.getSize();
            if (isReference(type) && !type.equals(OBJECT)) {
                code.visitTypeInsn(Opcodes.CHECKCAST, type.getInternalName());
            }
        }
        code.visitMethodInsn(Opcodes.INVOKESTATIC, owner, method.name, method.desc, false);
        code.visitInsn(Type.getReturnType(method.desc).getOpcode(Opcodes.IRETURN));
        code.visitMaxs(0, 0);
        code.visitEnd();
    }

    private static boolean isReference(Type type) {
        return type.getSort() == Type.OBJECT || type.getSort() == Type.ARRAY;
    }
}

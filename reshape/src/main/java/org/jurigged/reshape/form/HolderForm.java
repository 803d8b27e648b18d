package org.jurigged.reshape.form;

import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.ConstantDynamic;
import org.objectweb.asm.Handle;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * Makes a class that keeps an array as a dynamic constant (JVMS 5.4.3.6): JVMTI {@code FollowReferences} reports strings and
 * classes of a constant pool, and no others.
 */
final class HolderForm {
    private static final String OBJECT = "java/lang/Object";
    private static final String ARRAY = "[Ljava/lang/Object;";
    private static final String BOOTSTRAP =
            "(Ljava/lang/invoke/MethodHandles$Lookup;Ljava/lang/String;Ljava/lang/Class;)" + ARRAY;

    private HolderForm() {}

    static byte[] classFile(String name) {
        ClassWriter writer = new ClassWriter(0);
        writer.visit(
                Opcodes.V17,
                Opcodes.ACC_FINAL | Opcodes.ACC_SUPER | Opcodes.ACC_SYNTHETIC,
                name,
                null,
                OBJECT,
                new String[] {"java/util/function/Supplier"});
        MethodVisitor code = writer.visitMethod(Opcodes.ACC_PUBLIC, "<init>", "()V", null, null);
        code.visitVarInsn(Opcodes.ALOAD, 0);
        code.visitMethodInsn(Opcodes.INVOKESPECIAL, OBJECT, "<init>", "()V", false);
        code.visitInsn(Opcodes.RETURN);
        code.visitMaxs(1, 1);
        code = writer.visitMethod(Opcodes.ACC_PUBLIC, "get", "()Ljava/lang/Object;", null, null);
        Handle make = new Handle(Opcodes.H_INVOKESTATIC, name, "make", BOOTSTRAP, false);
        code.visitLdcInsn(new ConstantDynamic("array", ARRAY, make));
        code.visitInsn(Opcodes.ARETURN);
        code.visitMaxs(1, 1);
        code = writer.visitMethod(Opcodes.ACC_STATIC, "make", BOOTSTRAP, null, null);
        code.visitInsn(Opcodes.ICONST_1);
        code.visitTypeInsn(Opcodes.ANEWARRAY, OBJECT);
        code.visitInsn(Opcodes.ARETURN);
        code.visitMaxs(1, 3);
        writer.visitEnd();
        return writer.toByteArray();
    }
}

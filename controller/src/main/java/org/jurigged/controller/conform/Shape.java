package org.jurigged.controller.conform;

import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.FieldVisitor;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/** What reflection shows of a class: everything but code, line numbers and what the compiler made by itself. */
public final class Shape {
    private static final int SKIPPED = ClassReader.SKIP_CODE | ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES;

    private Shape() {}

    /** Whether reflection shows the same of two versions of a class. */
    public static boolean isSame(byte[] one, byte[] other) {
        return java.util.Arrays.equals(of(one), of(other));
    }

    private static byte[] of(byte[] classFile) {
        ClassWriter shape = new ClassWriter(0);
        new ClassReader(classFile).accept(new WithoutSynthetic(shape), SKIPPED);
        return shape.toByteArray();
    }

    private static final class WithoutSynthetic extends ClassVisitor {
        WithoutSynthetic(ClassVisitor next) {
            super(Opcodes.ASM9, next);
        }

        @Override
        public void visitInnerClass(String name, String outer, String inner, int access) {
            // Which nested classes the code mentions is no matter of the class itself.
        }

        @Override
        public void visitNestMember(String member) {
            // As above.
        }

        @Override
        public FieldVisitor visitField(int access, String name, String type, String signature, Object value) {
            return (access & Opcodes.ACC_SYNTHETIC) != 0
                    ? null
                    : super.visitField(access, name, type, signature, value);
        }

        @Override
        public MethodVisitor visitMethod(int access, String name, String type, String signature, String[] thrown) {
            return (access & Opcodes.ACC_SYNTHETIC) != 0 || name.equals("<clinit>")
                    ? null
                    : super.visitMethod(access, name, type, signature, thrown);
        }
    }
}

package org.jurigged.bench.steps;

import java.util.Optional;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/** Puts a method with a clock in front of each method that is a step. */
final class ClockedClass extends ClassVisitor {
    private static final String SUFFIX = "$clocked";

    private String owner;
    private boolean isInterface;

    private ClockedClass(ClassWriter to) {
        super(Opcodes.ASM9, to);
    }

    /** Returns a class file with clocks; the same one where no method is a step. */
    static byte[] of(String className, byte[] classFile) {
        if (Step.ALL.stream().noneMatch(step -> step.owner().equals(className))) {
            return classFile;
        }
        ClassReader reader = new ClassReader(classFile);
        ClassWriter writer = new ClassWriter(reader, ClassWriter.COMPUTE_MAXS);
        reader.accept(new ClockedClass(writer), 0);
        return writer.toByteArray();
    }

    @Override
    public void visit(int version, int access, String name, String signature, String superName, String[] interfaces) {
        owner = name;
        isInterface = (access & Opcodes.ACC_INTERFACE) != 0;
        super.visit(version, access, name, signature, superName, interfaces);
    }

    @Override
    public MethodVisitor visitMethod(int access, String name, String descriptor, String signature, String[] thrown) {
        Optional<Step> step = Step.of(owner.replace('/', '.'), name);
        boolean hasCode = (access & (Opcodes.ACC_ABSTRACT | Opcodes.ACC_NATIVE | Opcodes.ACC_BRIDGE)) == 0;
        if (step.isEmpty() || !hasCode) {
            return super.visitMethod(access, name, descriptor, signature, thrown);
        }
        int visibility = Opcodes.ACC_PUBLIC | Opcodes.ACC_PROTECTED | Opcodes.ACC_PRIVATE;
        writeClock(
                super.visitMethod(access & ~Opcodes.ACC_SYNCHRONIZED, name, descriptor, signature, thrown),
                step.get().label(),
                (access & Opcodes.ACC_STATIC) != 0,
                name,
                descriptor);
        return super.visitMethod(
                access & ~visibility | Opcodes.ACC_PRIVATE, name + SUFFIX, descriptor, signature, thrown);
    }

    /** A method that throws is not noted: such a save is none. */
    private void writeClock(MethodVisitor to, String label, boolean isStatic, String name, String descriptor) {
        int size = Type.getArgumentsAndReturnSizes(descriptor) >> 2;
        int start = isStatic ? size - 1 : size;
        to.visitCode();
        to.visitMethodInsn(Opcodes.INVOKESTATIC, "java/lang/System", "nanoTime", "()J", false);
        to.visitVarInsn(Opcodes.LSTORE, start);
        int local = 0;
        if (!isStatic) {
            to.visitVarInsn(Opcodes.ALOAD, local++);
        }
        for (Type argument : Type.getArgumentTypes(descriptor)) {
            to.visitVarInsn(argument.getOpcode(Opcodes.ILOAD), local);
            local += argument.getSize();
        }
        int call = isStatic ? Opcodes.INVOKESTATIC : Opcodes.INVOKESPECIAL;
        to.visitMethodInsn(call, owner, name + SUFFIX, descriptor, isInterface);
        to.visitLdcInsn(label);
        to.visitVarInsn(Opcodes.LLOAD, start);
        to.visitMethodInsn(
                Opcodes.INVOKESTATIC, Type.getInternalName(Clock.class), "note", "(Ljava/lang/String;J)V", false);
        to.visitInsn(Type.getReturnType(descriptor).getOpcode(Opcodes.IRETURN));
        to.visitMaxs(0, 0);
        to.visitEnd();
    }
}

package org.jurigged.controller.conform;

import java.util.Optional;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/**
 * The method {@code __conform__(Class[])} of a class, by which it asks to be told of changes.
 *
 * @param className internal name of the class that declares it
 */
public record Hook(String className, boolean isInterface, boolean isStatic) {
    /** The method's name. */
    public static final String NAME = "__conform__";

    private static final String DESCRIPTOR = "([Ljava/lang/Class;)V";
    private static final String OBJECT = "java/lang/Object";

    /** Returns the hook that a class declares, if it does. */
    public static Optional<Hook> of(byte[] classFile) {
        ClassReader reader = new ClassReader(classFile);
        boolean isInterface = (reader.getAccess() & Opcodes.ACC_INTERFACE) != 0;
        Hook[] found = new Hook[1];
        reader.accept(
                new ClassVisitor(Opcodes.ASM9) {
                    @Override
                    public MethodVisitor visitMethod(
                            int access, String name, String type, String signature, String[] thrown) {
                        if (name.equals(NAME) && type.equals(DESCRIPTOR)) {
                            boolean isStatic = (access & Opcodes.ACC_STATIC) != 0;
                            found[0] = new Hook(reader.getClassName(), isInterface, isStatic);
                        }
                        return null;
                    }
                },
                ClassReader.SKIP_CODE | ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES);
        return Optional.ofNullable(found[0]);
    }

    /** Returns the binary name of {@link #caller()}. */
    public String callerName() {
        return className.replace('/', '.') + "$JuriggedConform";
    }

    /**
     * Makes a class that calls the method: a {@code BiConsumer} of the object, or null, and the array, with a constructor
     * without parameters. It is meant for a nest mate of the class.
     */
    public byte[] caller() {
        ClassWriter writer = new ClassWriter(ClassWriter.COMPUTE_MAXS);
        String name = callerName().replace('.', '/');
        int access = Opcodes.ACC_PUBLIC | Opcodes.ACC_FINAL | Opcodes.ACC_SUPER | Opcodes.ACC_SYNTHETIC;
        writer.visit(Opcodes.V17, access, name, null, OBJECT, new String[] {"java/util/function/BiConsumer"});
        Constructors.empty(writer);
        MethodVisitor accept =
                writer.visitMethod(Opcodes.ACC_PUBLIC, "accept", "(Ljava/lang/Object;Ljava/lang/Object;)V", null, null);
        accept.visitCode();
        if (!isStatic) {
            accept.visitVarInsn(Opcodes.ALOAD, 1);
            accept.visitTypeInsn(Opcodes.CHECKCAST, className);
        }
        accept.visitVarInsn(Opcodes.ALOAD, 2);
        accept.visitTypeInsn(Opcodes.CHECKCAST, Type.getInternalName(Class[].class));
        int onObject = isInterface ? Opcodes.INVOKEINTERFACE : Opcodes.INVOKEVIRTUAL;
        accept.visitMethodInsn(isStatic ? Opcodes.INVOKESTATIC : onObject, className, NAME, DESCRIPTOR, isInterface);
        accept.visitInsn(Opcodes.RETURN);
        accept.visitMaxs(0, 0);
        accept.visitEnd();
        writer.visitEnd();
        return writer.toByteArray();
    }
}

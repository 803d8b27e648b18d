package org.jurigged.controller.launch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jurigged.controller.JuriggedException;
import org.jurigged.controller.classes.ClassPath;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * A main class for {@code -m package.Class:method}, which the {@code java} launcher knows no form of.
 *
 * <p>It lies in the method's package, so that the method need not be public.
 */
record MethodMain(String className, Path directory) {
    private static final String WITH_ARGS = "([Ljava/lang/String;)V";

    static MethodMain create(String className, String method, List<Path> classPath) throws JuriggedException {
        Target target = find(className, method, classPath);
        String main = className.replace('.', '/') + "$" + method + "$main";
        try {
            Path directory = Scratch.create("main");
            Path file = directory.resolve(main + ".class");
            Files.createDirectories(file.getParent());
            Files.write(file, generate(main, className.replace('.', '/'), method, target));
            return new MethodMain(main.replace('/', '.'), directory);
        } catch (IOException e) {
            throw new JuriggedException(
                    "No main class for " + className + ":" + method + " could be written: " + e.getMessage() + ".", e);
        }
    }

    private record Target(String descriptor, boolean isInterface, int version) {}

    private static Target find(String className, String method, List<Path> classPath) throws JuriggedException {
        byte[] bytes;
        try (ClassPath lookup = ClassPath.of(classPath)) {
            bytes = lookup.find(className)
                    .orElseThrow(() -> new JuriggedException(
                            "There is no class " + className + " on the class path: build it first, or give -cp."))
                    .bytes();
        }
        Finder finder = new Finder(method);
        new ClassReader(bytes).accept(finder, ClassReader.SKIP_CODE);
        if (finder.descriptor == null) {
            throw new JuriggedException("The class " + className + " has no static method " + method
                    + " without parameters or with a String[] that isn't private.");
        }
        return new Target(finder.descriptor, finder.isInterface, finder.version);
    }

    private static byte[] generate(String main, String owner, String method, Target target) {
        ClassWriter writer = new ClassWriter(ClassWriter.COMPUTE_MAXS);
        writer.visit(target.version, Opcodes.ACC_PUBLIC | Opcodes.ACC_SUPER, main, null, "java/lang/Object", null);
        MethodVisitor code = writer.visitMethod(
                Opcodes.ACC_PUBLIC | Opcodes.ACC_STATIC, "main", WITH_ARGS, null, new String[] {"java/lang/Throwable"});
        code.visitCode();
        if (!target.descriptor.startsWith("()")) {
            code.visitVarInsn(Opcodes.ALOAD, 0);
        }
        code.visitMethodInsn(Opcodes.INVOKESTATIC, owner, method, target.descriptor, target.isInterface);
        char result = target.descriptor.charAt(target.descriptor.indexOf(')') + 1);
        if (result != 'V') {
            code.visitInsn(result == 'J' || result == 'D' ? Opcodes.POP2 : Opcodes.POP);
        }
        code.visitInsn(Opcodes.RETURN);
        code.visitMaxs(0, 0);
        code.visitEnd();
        writer.visitEnd();
        return writer.toByteArray();
    }

    /** Finds the method; one that takes the arguments is preferred. */
    private static final class Finder extends ClassVisitor {
        private final String method;
        private String descriptor;
        private boolean isInterface;
        private int version;

        Finder(String method) {
            super(Opcodes.ASM9);
            this.method = method;
        }

        @Override
        public void visit(int v, int access, String name, String signature, String superName, String[] interfaces) {
            version = v & 0xFFFF;
            isInterface = (access & Opcodes.ACC_INTERFACE) != 0;
        }

        @Override
        public MethodVisitor visitMethod(int access, String name, String desc, String signature, String[] exceptions) {
            boolean callable =
                    (access & Opcodes.ACC_STATIC) != 0 && (access & Opcodes.ACC_PRIVATE) == 0 && name.equals(method);
            boolean takesArguments = desc.startsWith("([Ljava/lang/String;)");
            if (callable && (takesArguments || descriptor == null && desc.startsWith("()"))) {
                descriptor = desc;
            }
            return null;
        }
    }
}

package org.jurigged.controller.repl;

import org.jurigged.controller.guest.Console;
import org.jurigged.controller.guest.Unresolved;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.commons.ClassRemapper;
import org.objectweb.asm.commons.Remapper;

/** Makes the classes of snippets such as can be loaded in the program. */
final class SnippetClasses {
    private static final String UNRESOLVED_OF_JSHELL = "jdk/jshell/spi/SPIResolutionException";
    private static final String SYSTEM = "java/lang/System";
    private static final String STREAM = "Ljava/io/PrintStream;";

    private final SnippetNames names;
    private final boolean captures;

    /** @param captures whether what snippets print comes here and not to the program's own output */
    SnippetClasses(SnippetNames names, boolean captures) {
        this.names = names;
        this.captures = captures;
    }

    byte[] forProgram(byte[] classFile) {
        ClassReader reader = new ClassReader(classFile);
        ClassWriter writer = new ClassWriter(0);
        ClassVisitor last = captures ? new Capturing(writer) : writer;
        reader.accept(new ClassRemapper(last, new Names()), 0);
        return writer.toByteArray();
    }

    private final class Names extends Remapper {
        Names() {
            super(Opcodes.ASM9);
        }

        @Override
        public String map(String internalName) {
            return internalName.equals(UNRESOLVED_OF_JSHELL)
                    ? Type.getInternalName(Unresolved.class)
                    : names.inProgram(internalName);
        }
    }

    private static final class Capturing extends ClassVisitor {
        Capturing(ClassVisitor next) {
            super(Opcodes.ASM9, next);
        }

        @Override
        public MethodVisitor visitMethod(
                int access, String name, String descriptor, String signature, String[] exceptions) {
            return new MethodVisitor(Opcodes.ASM9, super.visitMethod(access, name, descriptor, signature, exceptions)) {
                @Override
                public void visitFieldInsn(int opcode, String owner, String field, String type) {
                    boolean isStream = owner.equals(SYSTEM) && type.equals(STREAM) && !field.equals("in");
                    if (opcode == Opcodes.GETSTATIC && isStream) {
                        String console = Type.getInternalName(Console.class);
                        visitMethodInsn(Opcodes.INVOKESTATIC, console, field, "()" + STREAM, false);
                    } else {
                        super.visitFieldInsn(opcode, owner, field, type);
                    }
                }
            };
        }
    }
}

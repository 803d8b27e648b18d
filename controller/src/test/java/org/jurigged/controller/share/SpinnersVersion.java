package org.jurigged.controller.share;

import java.io.IOException;
import java.io.InputStream;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/** {@link Spinners} with other code of {@code turn}: it does the same, further down in the source and in its code. */
record SpinnersVersion(int number) {
    private static final int LINES = 1000;

    byte[] classFile() throws IOException {
        try (InputStream in = Spinners.class.getResourceAsStream("Spinners.class")) {
            ClassWriter writer = new ClassWriter(0);
            new ClassReader(in).accept(new Moved(writer), 0);
            return writer.toByteArray();
        }
    }

    /** What is sent to redefine the class. */
    byte[] redefinition(long type) throws IOException {
        byte[] file = classFile();
        return new Data(RawDebugger.SIZES)
                .int4(1)
                .type(type)
                .int4(file.length)
                .raw(file, 0, file.length)
                .bytes();
    }

    /** Returns how lines move from this version to another. */
    LineMoves to(SpinnersVersion next) {
        // Lines of other methods stay; none of them is asked for.
        return line -> line + LINES * (next.number - number);
    }

    /** Returns the line that a line of this version has in the source. */
    static int original(int line) {
        return line % LINES;
    }

    private final class Moved extends ClassVisitor {
        Moved(ClassVisitor next) {
            super(Opcodes.ASM9, next);
        }

        @Override
        public MethodVisitor visitMethod(
                int access, String name, String descriptor, String signature, String[] exceptions) {
            MethodVisitor next = super.visitMethod(access, name, descriptor, signature, exceptions);
            return !name.equals("turn")
                    ? next
                    : new MethodVisitor(Opcodes.ASM9, next) {
                        @Override
                        public void visitCode() {
                            super.visitCode();
                            for (int i = 0; i < number; i++) {
                                visitInsn(Opcodes.NOP);
                            }
                        }

                        @Override
                        public void visitLineNumber(int line, Label start) {
                            super.visitLineNumber(line + LINES * number, start);
                        }
                    };
        }
    }
}

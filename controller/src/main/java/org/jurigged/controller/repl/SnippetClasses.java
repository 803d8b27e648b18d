package org.jurigged.controller.repl;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
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
import org.objectweb.asm.commons.SimpleRemapper;

/** Makes the classes of snippets such as can be loaded in the program. */
final class SnippetClasses {
    private static final String UNRESOLVED_OF_JSHELL = "jdk/jshell/spi/SPIResolutionException";
    private static final String SYSTEM = "java/lang/System";
    private static final String STREAM = "Ljava/io/PrintStream;";

    private final SnippetNames names;
    private final boolean captures;
    private final PrivateMembers privates;

    /**
     * @param captures whether what snippets print comes here and not to the program's own output
     * @param privates members of the program's that they may use though they are private
     */
    SnippetClasses(SnippetNames names, boolean captures, PrivateMembers privates) {
        this.names = names;
        this.captures = captures;
        this.privates = privates;
    }

    byte[] forProgram(byte[] classFile) {
        ClassReader reader = new ClassReader(classFile);
        ClassWriter writer = new ClassWriter(0);
        ClassVisitor last = new PrivateAccess(captures ? new Capturing(writer) : writer, privates);
        reader.accept(new ClassRemapper(last, new Names()), 0);
        return writer.toByteArray();
    }

    /** Returns a console for the program's own loader; nothing where snippets have a loader that sees ours. */
    Map<String, byte[]> console() {
        if (!captures || !names.areMoved()) {
            return Map.of();
        }
        ClassWriter writer = new ClassWriter(0);
        Remapper own = new SimpleRemapper(Opcodes.ASM9, Type.getInternalName(Console.class), names.console());
        new ClassReader(read(Console.class)).accept(new ClassRemapper(writer, own), 0);
        return Map.of(names.console().replace('/', '.'), writer.toByteArray());
    }

    private static byte[] read(Class<?> type) {
        try (InputStream in = type.getResourceAsStream(type.getSimpleName() + ".class")) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
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

    private final class Capturing extends ClassVisitor {
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
                        visitMethodInsn(Opcodes.INVOKESTATIC, names.console(), field, "()" + STREAM, false);
                    } else {
                        super.visitFieldInsn(opcode, owner, field, type);
                    }
                }
            };
        }
    }
}

package org.jurigged.controller.bytecode;

import java.util.HashSet;
import java.util.Set;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/**
 * What the code of a class asks {@code java.lang.Class} for.
 *
 * @param literals internal names of the classes that it has class literals of
 * @param asked names of the methods that list members, as {@code getDeclaredFields}, which it calls
 */
public record ReflectionCalls(Set<String> literals, Set<String> asked) {
    private static final Set<String> LISTING = Set.of(
            "getFields",
            "getDeclaredFields",
            "getMethods",
            "getDeclaredMethods",
            "getConstructors",
            "getDeclaredConstructors");
    /** A class that lists no members. */
    public static final ReflectionCalls NONE = new ReflectionCalls(Set.of(), Set.of());

    private static final int NAME_AND_TYPE = 12;

    public ReflectionCalls {
        literals = Set.copyOf(literals);
        asked = Set.copyOf(asked);
    }

    /** Reads a class file; one that lists no members is seen to by its constant pool, and has no literals then. */
    public static ReflectionCalls in(byte[] classFile) {
        ClassReader reader = new ClassReader(classFile);
        if (!mayAsk(reader, classFile)) {
            return NONE;
        }
        Finder finder = new Finder();
        reader.accept(finder, ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES);
        return new ReflectionCalls(finder.literals, finder.asked);
    }

    private static boolean mayAsk(ClassReader reader, byte[] classFile) {
        char[] buffer = new char[reader.getMaxStringLength()];
        for (int i = 1; i < reader.getItemCount(); i++) {
            int item = reader.getItem(i);
            if (item > 0 && classFile[item - 1] == NAME_AND_TYPE && LISTING.contains(reader.readUTF8(item, buffer))) {
                return true;
            }
        }
        return false;
    }

    private static final class Finder extends ClassVisitor {
        private final Set<String> literals = new HashSet<>();
        private final Set<String> asked = new HashSet<>();

        Finder() {
            super(Opcodes.ASM9);
        }

        @Override
        public MethodVisitor visitMethod(
                int access, String name, String descriptor, String signature, String[] exceptions) {
            return new MethodVisitor(Opcodes.ASM9) {
                @Override
                public void visitLdcInsn(Object value) {
                    if (value instanceof Type type && type.getSort() == Type.OBJECT) {
                        literals.add(type.getInternalName());
                    }
                }

                @Override
                public void visitMethodInsn(int opcode, String owner, String called, String type, boolean ofInterface) {
                    if (owner.equals("java/lang/Class") && LISTING.contains(called)) {
                        asked.add(called);
                    }
                }
            };
        }
    }
}

package org.jurigged.controller.bytecode;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
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
 * @param listing the same of each of its methods that takes a {@code Class} and calls some
 * @param handed by the internal name of a class, the methods that take a {@code Class} and are called after its literal
 */
public record ReflectionCalls(
        Set<String> literals, Set<String> asked, Map<Method, Set<String>> listing, Map<String, Set<Method>> handed) {
    private static final Set<String> LISTING = Set.of(
            "getFields",
            "getDeclaredFields",
            "getMethods",
            "getDeclaredMethods",
            "getConstructors",
            "getDeclaredConstructors");
    /** A class that lists no members. */
    public static final ReflectionCalls NONE = new ReflectionCalls(Set.of(), Set.of(), Map.of(), Map.of());

    private static final String CLASS = "java/lang/Class";
    private static final String PARAMETER = "L" + CLASS + ";";
    private static final int NAME_AND_TYPE = 12;
    private static final int TYPE_INDEX = 2;

    /**
     * A method.
     *
     * @param owner internal name of the class that it is called of
     */
    public record Method(String owner, String name, String descriptor) {
        private boolean takesClass() {
            return descriptor.substring(0, descriptor.indexOf(')')).contains(PARAMETER);
        }
    }

    public ReflectionCalls {
        literals = Set.copyOf(literals);
        asked = Set.copyOf(asked);
        listing = Map.copyOf(listing);
        handed = Map.copyOf(handed);
    }

    /** Reads a class file; one that neither lists members nor hands on a class is seen to by its constant pool. */
    public static ReflectionCalls in(byte[] classFile) {
        ClassReader reader = new ClassReader(classFile);
        if (!mayAsk(reader, classFile)) {
            return NONE;
        }
        Finder finder = new Finder(reader.getClassName());
        reader.accept(finder, ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES);
        return new ReflectionCalls(finder.literals, finder.asked, finder.listing, finder.handed);
    }

    private static boolean mayAsk(ClassReader reader, byte[] classFile) {
        char[] buffer = new char[reader.getMaxStringLength()];
        for (int i = 1; i < reader.getItemCount(); i++) {
            int item = reader.getItem(i);
            if (item > 0
                    && classFile[item - 1] == NAME_AND_TYPE
                    && (LISTING.contains(reader.readUTF8(item, buffer))
                            || reader.readUTF8(item + TYPE_INDEX, buffer).contains(PARAMETER))) {
                return true;
            }
        }
        return false;
    }

    private static final class Finder extends ClassVisitor {
        private final Set<String> literals = new HashSet<>();
        private final Set<String> asked = new HashSet<>();
        private final Map<Method, Set<String>> listing = new HashMap<>();
        private final Map<String, Set<Method>> handed = new HashMap<>();
        private final String owner;

        Finder(String owner) {
            super(Opcodes.ASM9);
            this.owner = owner;
        }

        @Override
        public MethodVisitor visitMethod(
                int access, String name, String descriptor, String signature, String[] exceptions) {
            return new Code(new Method(owner, name, descriptor));
        }

        /** One method's. */
        private final class Code extends MethodVisitor {
            private final Method method;
            private final Set<String> before = new HashSet<>();

            Code(Method method) {
                super(Opcodes.ASM9);
                this.method = method;
            }

            @Override
            public void visitLdcInsn(Object value) {
                if (value instanceof Type type && type.getSort() == Type.OBJECT) {
                    literals.add(type.getInternalName());
                    before.add(type.getInternalName());
                }
            }

            @Override
            public void visitMethodInsn(int opcode, String owner, String called, String type, boolean ofInterface) {
                Method callee = new Method(owner, called, type);
                if (owner.equals(CLASS) && LISTING.contains(called)) {
                    asked.add(called);
                    if (method.takesClass()) {
                        listing.computeIfAbsent(method, m -> new HashSet<>()).add(called);
                    }
                } else if (callee.takesClass()) {
                    before.forEach(literal -> handed.computeIfAbsent(literal, l -> new HashSet<>())
                            .add(callee));
                    before.clear();
                }
            }
        }
    }
}

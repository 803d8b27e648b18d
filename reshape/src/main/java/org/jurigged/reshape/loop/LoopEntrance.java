package org.jurigged.reshape.loop;

import java.util.Optional;
import org.jurigged.reshape.form.Frames;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodTooLargeException;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.commons.InstructionAdapter;

/**
 * What is put in front of a method's code so that it can be run again and again: it asks {@link LoopHelper} whether the
 * call is to be looped, and has that one call the method anew if so.
 *
 * <p>Members, and so the schema, stay as they are.
 */
public final class LoopEntrance {
    private static final String HELPER = LoopHelper.NAME.replace('.', '/');
    private static final String ENTER = "enter";
    private static final String DRIVE = "drive";
    private static final String DRIVE_DESCRIPTOR =
            "(ILjava/lang/Class;Ljava/lang/String;Ljava/lang/String;Z[Ljava/lang/Object;)Ljava/lang/Object;";
    private static final int NOT_LOOPED = Opcodes.ACC_ABSTRACT | Opcodes.ACC_NATIVE | Opcodes.ACC_BRIDGE;
    private static final int NONE = -1;

    private LoopEntrance() {}

    /** Which methods of a class are looped. */
    public interface Numbers {
        /** Returns a method's number for the helper, or a negative one if it isn't looped. */
        int of(String name, String descriptor, boolean isStatic);
    }

    /**
     * Puts entrances into the methods that have numbers; constructors, static initialisers, and methods without code of
     * their own never get one.
     *
     * @return the class file, the same if there is no such method; empty if a method would be too large (JVMS 4.7.3), or the
     *     class file is older than Java 5
     */
    public static Optional<byte[]> addTo(byte[] classFile, Numbers numbers) {
        ClassReader reader = new ClassReader(classFile);
        ClassWriter writer = new ClassWriter(reader, ClassWriter.COMPUTE_MAXS);
        Adding adding = new Adding(writer, numbers);
        try {
            reader.accept(adding, ClassReader.EXPAND_FRAMES);
            if (!adding.isNeeded) {
                return Optional.of(classFile);
            }
            return adding.version < Opcodes.V1_5 ? Optional.empty() : Optional.of(writer.toByteArray());
        } catch (MethodTooLargeException e) {
            return Optional.empty();
        }
    }

    private static final class Adding extends ClassVisitor {
        private final Numbers numbers;
        private String owner;
        private int version;
        private boolean isInterface;
        private boolean isNeeded;

        Adding(ClassVisitor next, Numbers numbers) {
            super(Opcodes.ASM9, next);
            this.numbers = numbers;
        }

        @Override
        public void visit(int v, int access, String name, String signature, String superName, String[] interfaces) {
            owner = name;
            version = v & 0xFFFF;
            isInterface = (access & Opcodes.ACC_INTERFACE) != 0;
            super.visit(v, access, name, signature, superName, interfaces);
        }

        @Override
        public MethodVisitor visitMethod(
                int access, String name, String descriptor, String signature, String[] exceptions) {
            MethodVisitor next = super.visitMethod(access, name, descriptor, signature, exceptions);
            boolean isStatic = (access & Opcodes.ACC_STATIC) != 0;
            int number =
                    (access & NOT_LOOPED) != 0 || name.startsWith("<") ? NONE : numbers.of(name, descriptor, isStatic);
            if (number < 0) {
                return next;
            }
            isNeeded = true;
            return new Front(next, access, name, descriptor, number);
        }

        /** Doesn't number local variables anew, as other adapters do: debuggers know them by their numbers. */
        private final class Front extends InstructionAdapter {
            private final int number;
            private final String name;
            private final String descriptor;
            private final boolean isStatic;
            private final Label start = new Label();
            private boolean hasLine;

            Front(MethodVisitor next, int access, String name, String descriptor, int number) {
                super(Opcodes.ASM9, next);
                this.number = number;
                this.name = name;
                this.descriptor = descriptor;
                this.isStatic = (access & Opcodes.ACC_STATIC) != 0;
            }

            @Override
            public void visitCode() {
                super.visitCode();
                Label body = new Label();
                mark(start);
                iconst(number);
                invokestatic(HELPER, ENTER, "(I)Z", false);
                ifeq(body);
                iconst(number);
                aconst(Type.getObjectType(owner));
                aconst(name);
                aconst(descriptor);
                iconst(isStatic ? 0 : 1);
                arguments();
                invokestatic(HELPER, DRIVE, DRIVE_DESCRIPTOR, false);
                returnUnboxed(Type.getReturnType(descriptor));
                mark(body);
                if (version >= Opcodes.V1_6) {
                    Object[] locals = Frames.locals(isStatic ? null : owner, descriptor);
                    visitFrame(Opcodes.F_NEW, locals.length, locals, 0, new Object[0]);
                }
                // The code may have a frame of its own where it begins.
                nop();
            }

            private void arguments() {
                Type[] types = Type.getArgumentTypes(descriptor);
                int receiver = isStatic ? 0 : 1;
                iconst(types.length + receiver);
                newarray(OBJECT_TYPE);
                if (!isStatic) {
                    dup();
                    iconst(0);
                    load(0, OBJECT_TYPE);
                    astore(OBJECT_TYPE);
                }
                int local = receiver;
                for (int i = 0; i < types.length; i++) {
                    dup();
                    iconst(i + receiver);
                    load(local, types[i]);
                    local += types[i].getSize();
                    box(types[i]);
                    astore(OBJECT_TYPE);
                }
            }

            private void box(Type type) {
                Optional<Class<?>> box = boxOf(type);
                if (box.isPresent()) {
                    String wrapper = Type.getInternalName(box.get());
                    invokestatic(wrapper, "valueOf", "(" + type + ")L" + wrapper + ";", false);
                }
            }

            private void returnUnboxed(Type type) {
                Optional<Class<?>> box = boxOf(type);
                if (box.isPresent()) {
                    String wrapper = Type.getInternalName(box.get());
                    checkcast(Type.getType(box.get()));
                    invokevirtual(wrapper, type.getClassName() + "Value", "()" + type, false);
                } else if (type.getSort() == Type.VOID) {
                    pop();
                } else {
                    checkcast(type);
                }
                areturn(type);
            }

            /** Whoever looks at a thread that waits here sees the arguments (JVMS 4.7.13). */
            @Override
            public void visitLocalVariable(
                    String local, String type, String signature, Label from, Label to, int index) {
                int parameters = (Type.getArgumentsAndReturnSizes(descriptor) >> 2) - (isStatic ? 1 : 0);
                super.visitLocalVariable(local, type, signature, index < parameters ? start : from, to, index);
            }

            /** In a stack trace the front is in the method's first line. */
            @Override
            public void visitLineNumber(int line, Label at) {
                if (!hasLine) {
                    hasLine = true;
                    super.visitLineNumber(line, start);
                }
                super.visitLineNumber(line, at);
            }
        }
    }

    private static Optional<Class<?>> boxOf(Type type) {
        return Optional.ofNullable(
                switch (type.getSort()) {
                    case Type.BOOLEAN -> Boolean.class;
                    case Type.CHAR -> Character.class;
                    case Type.BYTE -> Byte.class;
                    case Type.SHORT -> Short.class;
                    case Type.INT -> Integer.class;
                    case Type.LONG -> Long.class;
                    case Type.FLOAT -> Float.class;
                    case Type.DOUBLE -> Double.class;
                    default -> null;
                });
    }
}

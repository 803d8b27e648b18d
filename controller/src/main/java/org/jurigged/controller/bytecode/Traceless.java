package org.jurigged.controller.bytecode;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * Finds the methods whose code may be part of other compiled code without a trace of where it comes from.
 *
 * <p>A compiler notes the method, and those that have it inlined, for each place at which a thread may stop for a garbage collection
 * or a lock. A method that allocates or locks whenever it is called has such a place, however much of it is left out as never run.
 */
public final class Traceless {
    private Traceless() {}

    /** Returns name and descriptor of those methods of a class file that have code. */
    public static Set<String> in(byte[] classFile) {
        Map<String, First> all = new HashMap<>();
        new ClassReader(classFile)
                .accept(
                        new ClassVisitor(Opcodes.ASM9) {
                            private String owner;
                            private boolean isFinal;

                            @Override
                            public void visit(
                                    int version,
                                    int access,
                                    String name,
                                    String signature,
                                    String superName,
                                    String[] interfaces) {
                                owner = name;
                                isFinal = (access & Opcodes.ACC_FINAL) != 0;
                            }

                            @Override
                            public MethodVisitor visitMethod(
                                    int access, String name, String desc, String signature, String[] exceptions) {
                                if ((access & (Opcodes.ACC_ABSTRACT | Opcodes.ACC_NATIVE)) != 0) {
                                    return null;
                                }
                                First first = new First(owner, isFinal);
                                first.leavesTrace = (access & Opcodes.ACC_SYNCHRONIZED) != 0;
                                all.put(name + desc, first);
                                return first;
                            }
                        },
                        ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES);
        Set<String> found = new HashSet<>();
        all.forEach((method, first) -> {
            if (!leavesTrace(first, all, new HashSet<>())) {
                found.add(method);
            }
        });
        return found;
    }

    private static boolean leavesTrace(First first, Map<String, First> all, Set<First> asked) {
        return first != null
                && asked.add(first)
                && (first.leavesTrace
                        || first.called.stream().anyMatch(method -> leavesTrace(all.get(method), all, asked)));
    }

    /** What a method does before it may go one way or another. */
    private static final class First extends MethodVisitor {
        private final String owner;
        private final boolean isFinal;
        private final List<String> called = new ArrayList<>();
        private boolean leavesTrace;
        private boolean isOver;

        First(String owner, boolean isFinal) {
            super(Opcodes.ASM9);
            this.owner = owner;
            this.isFinal = isFinal;
        }

        private void notes(boolean place) {
            leavesTrace |= place && !isOver;
        }

        @Override
        public void visitInsn(int opcode) {
            notes(opcode == Opcodes.MONITORENTER);
            isOver |= opcode == Opcodes.ATHROW || opcode >= Opcodes.IRETURN && opcode <= Opcodes.RETURN;
        }

        @Override
        public void visitIntInsn(int opcode, int operand) {
            notes(opcode == Opcodes.NEWARRAY);
        }

        @Override
        public void visitTypeInsn(int opcode, String type) {
            notes(opcode == Opcodes.NEW || opcode == Opcodes.ANEWARRAY);
        }

        @Override
        public void visitMultiANewArrayInsn(String descriptor, int dimensions) {
            notes(true);
        }

        /** What is called is inlined, with its places, or it is one itself. */
        @Override
        public void visitMethodInsn(int opcode, String type, String name, String descriptor, boolean isInterface) {
            boolean isKnown = opcode == Opcodes.INVOKESTATIC || opcode == Opcodes.INVOKESPECIAL || isFinal;
            if (!isOver && isKnown && type.equals(owner)) {
                called.add(name + descriptor);
            }
        }

        @Override
        public void visitJumpInsn(int opcode, Label label) {
            isOver = true;
        }

        @Override
        public void visitTableSwitchInsn(int min, int max, Label dflt, Label... labels) {
            isOver = true;
        }

        @Override
        public void visitLookupSwitchInsn(Label dflt, int[] keys, Label[] labels) {
            isOver = true;
        }
    }
}

package org.jurigged.controller.session;

import java.util.Optional;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/** Finds out whether a method writes into its parameters, so that what it was called with is no longer known. */
final class ArgumentStores {
    private ArgumentStores() {}

    /** Returns a parameter that the method writes into: its name, or its number from 1 where the class doesn't say. */
    static Optional<String> find(byte[] classFile, String method, String descriptor) {
        Stores stores = new Stores(descriptor);
        new ClassReader(classFile)
                .accept(
                        new ClassVisitor(Opcodes.ASM9) {
                            @Override
                            public MethodVisitor visitMethod(
                                    int access, String name, String desc, String signature, String[] exceptions) {
                                if (!name.equals(method) || !desc.equals(descriptor)) {
                                    return null;
                                }
                                stores.first = (access & Opcodes.ACC_STATIC) == 0 ? 1 : 0;
                                return stores;
                            }
                        },
                        ClassReader.SKIP_FRAMES);
        return Optional.ofNullable(stores.found());
    }

    private static final class Stores extends MethodVisitor {
        private final int words;
        private int first;
        private int slot = -1;
        private String name;

        Stores(String descriptor) {
            super(Opcodes.ASM9);
            words = (Type.getArgumentsAndReturnSizes(descriptor) >> 2) - 1;
        }

        String found() {
            return slot < 0 ? null : name == null ? "number " + (slot - first + 1) : name;
        }

        @Override
        public void visitVarInsn(int opcode, int index) {
            if (opcode >= Opcodes.ISTORE && opcode <= Opcodes.ASTORE) {
                store(index);
            }
        }

        @Override
        public void visitIincInsn(int index, int increment) {
            store(index);
        }

        private void store(int index) {
            if (slot < 0 && index < first + words) {
                slot = index;
            }
        }

        @Override
        public void visitLocalVariable(
                String variable, String descriptor, String signature, Label start, Label end, int index) {
            if (index == slot) {
                name = variable;
            }
        }
    }
}

package org.jurigged.reshape.move;

import java.util.IdentityHashMap;
import java.util.Map;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.MethodNode;

/** Reads a class such that a label stands before every instruction and its offset in the code is known (JVMS 4.7.3). */
final class OffsetReader extends ClassReader {
    private final Map<Label, Integer> offsets = new IdentityHashMap<>();
    private Label[] labelled;

    private OffsetReader(byte[] classFile) {
        super(classFile);
    }

    /** Returns the method, in a class that has nothing else; null if there is none of that name and descriptor with code. */
    static MethodBody read(MethodCode source) {
        return read(source, new OneMethod(source));
    }

    /** A class as it is read, of which methods are to be changed. */
    static final class Whole {
        private final OffsetReader reader;
        private final ClassNode owner = new ClassNode();
        private final Map<LabelNode, Integer> offsets;

        private Whole(byte[] classFile) {
            reader = new OffsetReader(classFile);
            reader.accept(owner, EXPAND_FRAMES);
            offsets = reader.offsetsOfNodes();
        }

        /** Returns a method; null if there is none of that name and descriptor with code. */
        MethodBody method(String name, String descriptor) {
            return body(owner, name, descriptor, offsets);
        }

        /**
         * Writes the class out. Its constants keep their numbers, so that no other method changes; nothing is computed, for
         * what the methods need is known.
         */
        byte[] written() {
            ClassWriter writer = new ClassWriter(reader, 0);
            owner.accept(writer);
            return writer.toByteArray();
        }
    }

    static Whole whole(byte[] classFile) {
        return new Whole(classFile);
    }

    private static MethodBody read(MethodCode source, ClassNode owner) {
        OffsetReader reader = new OffsetReader(source.classFile());
        reader.accept(owner, EXPAND_FRAMES);
        return body(owner, source.name(), source.descriptor(), reader.offsetsOfNodes());
    }

    private static MethodBody body(ClassNode owner, String name, String descriptor, Map<LabelNode, Integer> offsets) {
        for (MethodNode method : owner.methods) {
            if (method.name.equals(name) && method.desc.equals(descriptor) && method.instructions.size() > 0) {
                return new MethodBody(owner, method, offsets);
            }
        }
        return null;
    }

    private Map<LabelNode, Integer> offsetsOfNodes() {
        Map<LabelNode, Integer> found = new IdentityHashMap<>();
        offsets.forEach((label, offset) -> {
            if (label.info instanceof LabelNode node) {
                found.put(node, offset);
            }
        });
        return found;
    }

    /** The first label that is asked for makes those of all other places; in the middle of an instruction they are unused. */
    @Override
    protected Label readLabel(int offset, Label[] labels) {
        if (labels != labelled) {
            labelled = labels;
            for (int at = 0; at < labels.length; at++) {
                if (labels[at] == null) {
                    labels[at] = new Label();
                }
                offsets.put(labels[at], at);
            }
        }
        return labels[offset];
    }

    /** Leaves the other methods unread: a class may have many large ones. */
    private static final class OneMethod extends ClassNode {
        private final MethodCode wanted;

        OneMethod(MethodCode wanted) {
            super(Opcodes.ASM9);
            this.wanted = wanted;
        }

        @Override
        public MethodVisitor visitMethod(
                int access, String name, String descriptor, String signature, String[] exceptions) {
            boolean is = name.equals(wanted.name()) && descriptor.equals(wanted.descriptor());
            return is ? super.visitMethod(access, name, descriptor, signature, exceptions) : null;
        }
    }
}

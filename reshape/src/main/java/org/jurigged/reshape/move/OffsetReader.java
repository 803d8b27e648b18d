package org.jurigged.reshape.move;

import java.util.IdentityHashMap;
import java.util.Map;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.Label;
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

    /** Returns the method, or null if the class has none of that name and descriptor that has code. */
    static MethodBody read(MethodCode source) {
        OffsetReader reader = new OffsetReader(source.classFile());
        ClassNode owner = new ClassNode();
        reader.accept(owner, EXPAND_FRAMES);
        Map<LabelNode, Integer> found = reader.offsetsOfNodes();
        for (MethodNode method : owner.methods) {
            if (method.name.equals(source.name())
                    && method.desc.equals(source.descriptor())
                    && method.instructions.size() > 0) {
                return new MethodBody(owner, method, found);
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
}

package org.jurigged.reshape;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.FrameNode;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.InsnNode;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.LineNumberNode;
import org.objectweb.asm.tree.LocalVariableNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.TryCatchBlockNode;

/** A part of a method without parameters that starts and ends with an empty stack, as a method body of its own. */
final class Slice {
    private final MethodNode source;
    private final LabelNode start;
    private final LabelNode end;
    private final int from;
    private final int to;
    private final Map<LabelNode, LabelNode> labels = new HashMap<>();

    private Slice(MethodNode source, LabelNode start, LabelNode end) {
        this.source = source;
        this.start = start;
        this.end = end;
        this.from = source.instructions.indexOf(start);
        this.to = source.instructions.indexOf(end);
        for (AbstractInsnNode insn : source.instructions) {
            if (insn instanceof LabelNode label) {
                labels.put(label, new LabelNode());
            }
        }
    }

    /**
     * Cuts a method.
     *
     * @return {@code null} if control flows into the part or out of it anywhere but at its start and end
     */
    static Slice of(MethodNode source, LabelNode start, LabelNode end) {
        Slice slice = new Slice(source, start, end);
        return slice.isClosed() ? slice : null;
    }

    /** Writes the code into an empty method, with its lines, variables and exception handlers. */
    void copyTo(MethodNode target) {
        InsnList code = target.instructions;
        LineNumberNode line = lineAtStart();
        code.add(labels.get(start));
        if (line != null) {
            code.add(new LineNumberNode(line.line, labels.get(start)));
        }
        for (AbstractInsnNode insn = start.getNext(); insn != end; insn = insn.getNext()) {
            code.add(insn.clone(labels));
        }
        code.add(labels.get(end));
        FrameNode frame = frameAtEnd();
        if (frame != null) {
            code.add(frame.clone(labels));
        }
        code.add(new InsnNode(Opcodes.RETURN));
        copyTables(target);
        target.maxStack = source.maxStack;
        target.maxLocals = source.maxLocals;
    }

    private void copyTables(MethodNode target) {
        for (TryCatchBlockNode block : source.tryCatchBlocks) {
            if (contains(block.start)) {
                target.tryCatchBlocks.add(new TryCatchBlockNode(
                        labels.get(block.start), labels.get(block.end), labels.get(block.handler), block.type));
            }
        }
        target.localVariables = new ArrayList<>();
        for (LocalVariableNode variable :
                source.localVariables == null ? List.<LocalVariableNode>of() : source.localVariables) {
            if (contains(variable.start) && index(variable.end) <= to) {
                target.localVariables.add(new LocalVariableNode(
                        variable.name,
                        variable.desc,
                        variable.signature,
                        labels.get(variable.start),
                        labels.get(variable.end),
                        variable.index));
            }
        }
    }

    private boolean isClosed() {
        for (AbstractInsnNode insn : source.instructions) {
            boolean inside = contains(insn);
            for (LabelNode target : Labels.targets(insn)) {
                if (inside ? (!contains(target) && target != end) : (contains(target) && target != start)) {
                    return false;
                }
            }
        }
        for (TryCatchBlockNode block : source.tryCatchBlocks) {
            boolean inside = contains(block.start);
            boolean leaves = inside && (index(block.end) > to || !contains(block.handler));
            boolean reaches =
                    !inside && (contains(block.handler) || (index(block.start) < from && index(block.end) > from));
            if (leaves || reaches) {
                return false;
            }
        }
        return isEmpty(frameAtEnd());
    }

    private static boolean isEmpty(FrameNode frame) {
        return frame == null || (frame.local.isEmpty() && frame.stack.isEmpty());
    }

    private FrameNode frameAtEnd() {
        AbstractInsnNode insn = end;
        while (insn != null && insn.getOpcode() < 0) {
            if (insn instanceof FrameNode frame) {
                return frame;
            }
            insn = insn.getNext();
        }
        return null;
    }

    /** The line that was begun before the part; {@code null} if it begins with one: javac names a line once. */
    private LineNumberNode lineAtStart() {
        AbstractInsnNode first = start;
        while (first.getOpcode() < 0) {
            if (first instanceof LineNumberNode) {
                return null;
            }
            first = first.getNext();
        }
        AbstractInsnNode before = start;
        while (before != null && !(before instanceof LineNumberNode)) {
            before = before.getPrevious();
        }
        return (LineNumberNode) before;
    }

    private boolean contains(AbstractInsnNode insn) {
        int index = index(insn);
        return index >= from && index < to;
    }

    private int index(AbstractInsnNode insn) {
        return source.instructions.indexOf(insn);
    }
}

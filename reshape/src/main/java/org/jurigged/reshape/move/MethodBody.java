package org.jurigged.reshape.move;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.FrameNode;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.LineNumberNode;
import org.objectweb.asm.tree.LocalVariableNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.analysis.Analyzer;
import org.objectweb.asm.tree.analysis.AnalyzerException;
import org.objectweb.asm.tree.analysis.BasicInterpreter;
import org.objectweb.asm.tree.analysis.BasicValue;
import org.objectweb.asm.tree.analysis.Frame;

/** A method's code with what this package asks about it. Instructions are named by their index. */
final class MethodBody {
    private final ClassNode owner;
    private final MethodNode code;
    private final Map<LabelNode, Integer> offsets;
    private final AbstractInsnNode[] insns;
    private final int first;
    private Flow flow;
    private Frame<BasicValue>[] frames;

    MethodBody(ClassNode owner, MethodNode code, Map<LabelNode, Integer> offsets) {
        this.owner = owner;
        this.code = code;
        this.offsets = offsets;
        this.insns = code.instructions.toArray();
        this.first = Prologue.end(this);
    }

    ClassNode owner() {
        return owner;
    }

    MethodNode code() {
        return code;
    }

    AbstractInsnNode[] insns() {
        return insns;
    }

    AbstractInsnNode insn(int index) {
        return insns[index];
    }

    int index(AbstractInsnNode insn) {
        return code.instructions.indexOf(insn);
    }

    /** Where the method's own code begins: behind the ways in that an {@link Entrance} may have put before it. */
    int first() {
        return first;
    }

    boolean is(int flag) {
        return (code.access & flag) != 0;
    }

    /** The index of the instruction proper that is at a place: labels, lines and frames stand before it. */
    int real(int index) {
        int at = index;
        while (at < insns.length && insns[at].getOpcode() < 0) {
            at++;
        }
        return at;
    }

    /** The offset in the code of what is at a place. */
    int offset(int index) {
        for (int at = index; at >= 0; at--) {
            Integer offset = insns[at] instanceof LabelNode label ? offsets.get(label) : null;
            if (offset != null) {
                return offset;
            }
        }
        return 0;
    }

    /** How many bytes the code has (JVMS 4.7.3). */
    int length() {
        return offsets.isEmpty() ? 0 : offset(insns.length - 1);
    }

    int offset(LabelNode label) {
        return offsets.getOrDefault(label, 0);
    }

    /** The label at an offset; null if no instruction begins there. */
    LabelNode label(int offset) {
        for (AbstractInsnNode insn : insns) {
            if (insn instanceof LabelNode label && offset(label) == offset) {
                return label;
            }
        }
        return null;
    }

    /** The line of what is at a place; 0 if the class doesn't say. */
    int line(int index) {
        for (int at = real(index); at >= 0; at--) {
            if (at < insns.length && insns[at] instanceof LineNumberNode line) {
                return line.line;
            }
        }
        return 0;
    }

    /** The stack map frame of a place (JVMS 4.7.4); null if there is none. */
    FrameNode stackMap(int index) {
        for (int at = index; at < insns.length && (at == index || insns[at].getOpcode() < 0); at++) {
            if (insns[at] instanceof FrameNode frame) {
                return frame;
            }
        }
        return null;
    }

    /** Whether the class tells the names of local variables (JVMS 4.7.13); a method without any has nothing to tell. */
    boolean hasNames() {
        return code.localVariables != null && !code.localVariables.isEmpty();
    }

    /** The names of its local variables, as far as the class tells them. */
    Set<String> names() {
        Set<String> names = new HashSet<>();
        if (code.localVariables != null) {
            code.localVariables.forEach(v -> names.add(v.name));
        }
        return names;
    }

    /** What the class tells of a local variable at a place; null if nothing. */
    LocalVariableNode variable(int slot, int index) {
        if (code.localVariables == null) {
            return null;
        }
        int at = offset(index);
        for (LocalVariableNode variable : code.localVariables) {
            if (variable.index == slot && offset(variable.start) <= at && at < offset(variable.end)) {
                return variable;
            }
        }
        return null;
    }

    /** The variable that an instruction reads or writes; a store begins the range of the variable that it initialises. */
    LocalVariableNode accessed(int slot, int index) {
        LocalVariableNode found = variable(slot, index);
        return found != null || index + 1 >= insns.length
                ? found
                : variable(slot, Math.min(index + 1, insns.length - 1));
    }

    boolean isInstance() {
        return !is(Opcodes.ACC_STATIC);
    }

    Flow flow() {
        if (flow == null) {
            flow = new Flow(this);
        }
        return flow;
    }

    /** Whether the operand stack is empty before an instruction; false for what is never reached. */
    boolean isStackEmpty(int index) {
        Frame<BasicValue> frame = frames()[index];
        return frame != null && frame.getStackSize() == 0;
    }

    private Frame<BasicValue>[] frames() {
        if (frames == null) {
            try {
                frames = new Analyzer<>(new BasicInterpreter()).analyze(owner.name, code);
            } catch (AnalyzerException e) {
                throw new IllegalArgumentException(owner.name + "." + code.name + " is malformed", e);
            }
        }
        return frames;
    }
}

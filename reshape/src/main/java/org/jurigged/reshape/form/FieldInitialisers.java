package org.jurigged.reshape.form;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.FieldInsnNode;
import org.objectweb.asm.tree.FrameNode;
import org.objectweb.asm.tree.InsnNode;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.LineNumberNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.TryCatchBlockNode;
import org.objectweb.asm.tree.VarInsnNode;
import org.objectweb.asm.tree.analysis.Analyzer;
import org.objectweb.asm.tree.analysis.AnalyzerException;
import org.objectweb.asm.tree.analysis.BasicInterpreter;
import org.objectweb.asm.tree.analysis.BasicValue;
import org.objectweb.asm.tree.analysis.Frame;

/**
 * Finds the code of instance fields' initialisers.
 *
 * <p>javac copies them, in the order of the source, into each constructor behind its call of {@code super(...)}. Each is a
 * statement {@code this.field = value}; one that is in the constructor's own body has a line of that body. A class
 * without line numbers, or with both on one line, gives none away.
 */
final class FieldInitialisers {
    private final ClassNode host;
    private final Optional<Set<String>> known;

    /** {@code known} are the names of the fields that have an initialiser, if the source told. */
    FieldInitialisers(ClassNode host, Optional<Set<String>> known) {
        this.host = host;
        this.known = known;
    }

    /** Returns a static method of the host that computes the initial value of a field; {@code null} if it has none. */
    MethodNode of(String field, String descriptor) {
        if (known.isPresent() && !known.get().contains(field)) {
            return null;
        }
        for (MethodNode constructor : host.methods) {
            MethodInsnNode call = constructor.name.equals("<init>") ? EarlyStores.constructorCall(constructor) : null;
            if (call != null && !call.owner.equals(host.name)) {
                return find(constructor, call, field, descriptor);
            }
        }
        return null;
    }

    private MethodNode find(MethodNode constructor, MethodInsnNode call, String field, String descriptor) {
        int first = lineAt(call);
        int last = Math.max(first, lastLine(constructor));
        for (AbstractInsnNode insn = call; insn != null; insn = insn.getNext()) {
            if (insn.getOpcode() == Opcodes.PUTFIELD && isField((FieldInsnNode) insn, field, descriptor)) {
                AbstractInsnNode start = start(constructor, insn, call);
                int line = start == null ? -1 : lineAt(insn);
                boolean outside = line > 0 && (line < first || line > last);
                if (start != null && (known.isPresent() || outside)) {
                    return cut(constructor, start, insn, descriptor);
                }
                return null;
            }
        }
        return null;
    }

    private boolean isField(FieldInsnNode insn, String field, String descriptor) {
        return insn.owner.equals(host.name) && insn.name.equals(field) && insn.desc.equals(descriptor);
    }

    /** Finds the {@code this} that a store begins with: the last instruction before it that finds an empty stack. */
    private AbstractInsnNode start(MethodNode constructor, AbstractInsnNode store, AbstractInsnNode call) {
        Frame<BasicValue>[] frames = frames(constructor);
        for (AbstractInsnNode insn = store.getPrevious(); insn != null && insn != call; insn = insn.getPrevious()) {
            Frame<BasicValue> frame = frames[constructor.instructions.indexOf(insn)];
            if (insn.getOpcode() >= 0 && frame != null && frame.getStackSize() == 0) {
                return insn.getOpcode() == Opcodes.ALOAD && ((VarInsnNode) insn).var == 0 ? insn : null;
            }
        }
        return null;
    }

    private Frame<BasicValue>[] frames(MethodNode constructor) {
        try {
            return new Analyzer<>(new BasicInterpreter()).analyze(host.name, constructor);
        } catch (AnalyzerException e) {
            throw new IllegalArgumentException(host.name + "'s constructor is malformed: " + e.getMessage(), e);
        }
    }

    private static int lineAt(AbstractInsnNode insn) {
        for (AbstractInsnNode before = insn; before != null; before = before.getPrevious()) {
            if (before instanceof LineNumberNode line) {
                return line.line;
            }
        }
        return -1;
    }

    /** The line of the constructor's closing brace. */
    private static int lastLine(MethodNode constructor) {
        for (AbstractInsnNode insn = constructor.instructions.getLast(); insn != null; insn = insn.getPrevious()) {
            if (insn.getOpcode() == Opcodes.RETURN) {
                return endsOnOwnLine(insn) ? lineAt(insn) : -1;
            }
        }
        return -1;
    }

    /** A constructor that javac makes up has no closing brace. */
    private static boolean endsOnOwnLine(AbstractInsnNode end) {
        AbstractInsnNode before = end.getPrevious();
        while (before != null && before.getOpcode() < 0 && !(before instanceof LineNumberNode)) {
            before = before.getPrevious();
        }
        return before instanceof LineNumberNode;
    }

    private MethodNode cut(MethodNode constructor, AbstractInsnNode start, AbstractInsnNode store, String descriptor) {
        Type type = Type.getType(descriptor);
        MethodNode cut = new MethodNode(
                Opcodes.ACC_PUBLIC | Opcodes.ACC_STATIC, "init", "(L" + host.name + ";)" + descriptor, null, null);
        Map<LabelNode, LabelNode> labels = new HashMap<>();
        for (AbstractInsnNode insn : constructor.instructions) {
            if (insn instanceof LabelNode label) {
                labels.put(label, new LabelNode());
            }
        }
        LabelNode begin = new LabelNode();
        cut.instructions.add(begin);
        cut.instructions.add(new LineNumberNode(lineAt(start), begin));
        int parameters = Insns.size(Type.getArgumentTypes(constructor.desc));
        for (AbstractInsnNode insn = start.getNext(); insn != store; insn = insn.getNext()) {
            AbstractInsnNode copy = insn.clone(labels);
            cut.instructions.add(copy);
            if (copy instanceof FrameNode frame) {
                adapt(frame, parameters, Type.getArgumentTypes(constructor.desc).length);
            }
        }
        cut.instructions.add(new InsnNode(type.getOpcode(Opcodes.IRETURN)));
        for (TryCatchBlockNode block : constructor.tryCatchBlocks) {
            if (contains(cut, labels.get(block.start))) {
                cut.tryCatchBlocks.add(new TryCatchBlockNode(
                        labels.get(block.start), labels.get(block.end), labels.get(block.handler), block.type));
            }
        }
        cut.maxLocals = constructor.maxLocals;
        cut.maxStack = constructor.maxStack;
        return cut;
    }

    private static boolean contains(MethodNode method, LabelNode label) {
        return label != null && method.instructions.contains(label);
    }

    /** Where the constructor's parameters were is nothing, and the object isn't waiting on the stack. */
    private static void adapt(FrameNode frame, int size, int count) {
        List<Object> locals = new ArrayList<>();
        locals.add(frame.local.get(0));
        for (int i = 0; i < size; i++) {
            locals.add(Opcodes.TOP);
        }
        for (int i = Math.min(frame.local.size(), count + 1); i < frame.local.size(); i++) {
            locals.add(frame.local.get(i));
        }
        frame.local = locals;
        frame.stack = frame.stack.isEmpty() ? frame.stack : new ArrayList<>(frame.stack.subList(1, frame.stack.size()));
    }
}

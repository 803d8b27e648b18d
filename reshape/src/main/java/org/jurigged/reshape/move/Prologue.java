package org.jurigged.reshape.move;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jurigged.reshape.form.Frames;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.FieldInsnNode;
import org.objectweb.asm.tree.FrameNode;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.InsnNode;
import org.objectweb.asm.tree.JumpInsnNode;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.LdcInsnNode;
import org.objectweb.asm.tree.LineNumberNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.TableSwitchInsnNode;
import org.objectweb.asm.tree.TypeInsnNode;
import org.objectweb.asm.tree.VarInsnNode;

/** Writes what a method does before anything else: to look whether it goes on somewhere in its middle. */
final class Prologue {
    private static final String VALUES = "[Ljava/lang/Object;";
    private static final String ARMED = "armed";
    private static final String TAKE = "take";
    private static final String TAKE_DESCRIPTOR = "(I)" + VALUES;

    /** An array and an index, or a value of two words. */
    private static final int STACK = 2;

    private final MethodBody body;
    private final String handover;
    private final int key;
    /** The variable with the values; free up to the head, and unknown to all that follows. */
    private final int values;

    private final InsnList code = new InsnList();

    Prologue(MethodBody body, String handover, int key) {
        this.body = body;
        this.handover = handover;
        this.key = key;
        this.values = body.code().maxLocals;
    }

    /** The index where the code begins that a prologue of ours is before; 0 if there is none. */
    static int end(MethodBody body) {
        int asks = body.real(0);
        int decides = body.real(asks + 1);
        int takes = body.real(body.real(decides + 1) + 1);
        if (takes < body.insns().length
                && body.insn(asks) instanceof FieldInsnNode field
                && field.name.equals(ARMED)
                && body.insn(decides) instanceof JumpInsnNode jump
                && body.insn(takes) instanceof MethodInsnNode call
                && call.owner.equals(field.owner)
                && call.name.equals(TAKE)
                && call.desc.equals(TAKE_DESCRIPTOR)) {
            return body.index(jump.label);
        }
        return 0;
    }

    /** The key that the prologue of a method asks with. */
    static int key(MethodBody body) {
        int decides = body.real(body.real(0) + 1);
        return (Integer) ((LdcInsnNode) body.insn(body.real(decides + 1))).cst;
    }

    /**
     * Puts the prologue of one method before the code of another, which has as many instructions as that one's own code.
     *
     * @return whether it has
     */
    static boolean copy(MethodBody from, MethodBody to) {
        List<Integer> there = reals(from, from.first());
        List<Integer> here = reals(to, 0);
        if (there.size() != here.size()) {
            return false;
        }
        Map<Integer, LabelNode> heads = new HashMap<>();
        for (int i = 0; i < there.size(); i++) {
            heads.put(there.get(i), to.label(to.offset(here.get(i))));
        }
        Map<LabelNode, LabelNode> labels = new HashMap<>();
        for (AbstractInsnNode insn : from.insns()) {
            if (insn instanceof LabelNode label) {
                int at = from.index(label);
                labels.put(label, at < from.first() ? new LabelNode() : heads.get(from.real(at)));
            }
        }
        InsnList copied = new InsnList();
        for (int at = 0; at < from.first(); at++) {
            if (!(from.insn(at) instanceof LineNumberNode)) {
                copied.add(from.insn(at).clone(labels));
            }
        }
        LabelNode start = to.label(0);
        if (to.stackMap(0) == null) {
            to.code().instructions.insert(start, Frames.withEmptyStack(arguments(to)));
        }
        to.code().instructions.insert(copied);
        return true;
    }

    private static List<Integer> reals(MethodBody body, int first) {
        List<Integer> reals = new ArrayList<>();
        for (int at = body.real(first); at < body.insns().length; at = body.real(at + 1)) {
            reals.add(at);
        }
        return reals;
    }

    void add(List<Entry> entries) {
        LabelNode start = body.label(0);
        code.add(new FieldInsnNode(Opcodes.GETSTATIC, handover, ARMED, "Z"));
        code.add(new JumpInsnNode(Opcodes.IFEQ, start));
        code.add(new LdcInsnNode(key));
        code.add(new MethodInsnNode(Opcodes.INVOKESTATIC, handover, TAKE, TAKE_DESCRIPTOR, false));
        code.add(new VarInsnNode(Opcodes.ASTORE, values));
        code.add(new VarInsnNode(Opcodes.ALOAD, values));
        code.add(new JumpInsnNode(Opcodes.IFNULL, start));
        if (entries.size() == 1) {
            enter(entries.get(0));
        } else {
            choose(entries, start);
        }
        frameAtStart(start);
        // Nothing that the method catches or names begins before its own code does.
        body.code().instructions.insert(code);
        body.code().maxLocals++;
        body.code().maxStack = Math.max(body.code().maxStack, STACK);
    }

    private void choose(List<Entry> entries, LabelNode start) {
        LabelNode[] ways = new LabelNode[entries.size()];
        Arrays.setAll(ways, i -> new LabelNode());
        value(0, "java/lang/Integer", "intValue", "()I");
        code.add(new TableSwitchInsnNode(0, ways.length - 1, start, ways));
        for (int i = 0; i < ways.length; i++) {
            code.add(ways[i]);
            code.add(frameOfWay());
            enter(entries.get(i));
        }
    }

    private void enter(Entry entry) {
        LabelNode head = body.label(entry.headOffset());
        if (head == null) {
            throw new IllegalArgumentException("no instruction begins at " + entry.headOffset());
        }
        int next = 1;
        for (Fill fill : entry.fills()) {
            if (fill instanceof Fill.Kept kept) {
                value(kept, next++);
            } else if (fill instanceof Fill.Initial initial) {
                code.add(initial.push().clone(Map.of()));
            } else {
                code.add(zero(fill.to()));
            }
            code.add(new VarInsnNode(store(fill.to()), fill.to().index()));
        }
        code.add(new JumpInsnNode(Opcodes.GOTO, head));
    }

    private void value(Fill.Kept kept, int number) {
        Slot from = kept.from();
        switch (from.isReference() ? 'L' : from.type().getDescriptor().charAt(0)) {
            case 'L' -> reference(kept.to(), number);
            case 'J' -> value(number, "java/lang/Long", "longValue", "()J");
            case 'F' -> value(number, "java/lang/Float", "floatValue", "()F");
            case 'D' -> value(number, "java/lang/Double", "doubleValue", "()D");
            default -> value(number, "java/lang/Integer", "intValue", "()I");
        }
        kept.conversions().forEach(opcode -> code.add(new InsnNode(opcode)));
    }

    private void value(int number, String box, String method, String descriptor) {
        element(number);
        code.add(new TypeInsnNode(Opcodes.CHECKCAST, box));
        code.add(new MethodInsnNode(Opcodes.INVOKEVIRTUAL, box, method, descriptor, false));
    }

    private void reference(Slot to, int number) {
        if (!(to.verified() instanceof String type)) {
            code.add(new InsnNode(Opcodes.ACONST_NULL));
            return;
        }
        element(number);
        if (!type.equals("java/lang/Object")) {
            code.add(new TypeInsnNode(Opcodes.CHECKCAST, type));
        }
    }

    private void element(int number) {
        code.add(new VarInsnNode(Opcodes.ALOAD, values));
        code.add(new LdcInsnNode(number));
        code.add(new InsnNode(Opcodes.AALOAD));
    }

    private static AbstractInsnNode zero(Slot slot) {
        return new InsnNode(
                slot.isReference()
                        ? Opcodes.ACONST_NULL
                        : switch (slot.type().getSort()) {
                            case Type.LONG -> Opcodes.LCONST_0;
                            case Type.FLOAT -> Opcodes.FCONST_0;
                            case Type.DOUBLE -> Opcodes.DCONST_0;
                            default -> Opcodes.ICONST_0;
                        });
    }

    private static int store(Slot slot) {
        return slot.isReference() ? Opcodes.ASTORE : slot.type().getOpcode(Opcodes.ISTORE);
    }

    private static Object[] arguments(MethodBody body) {
        return Frames.locals(body.isInstance() ? body.owner().name : null, body.code().desc);
    }

    private void frameAtStart(LabelNode start) {
        if (body.stackMap(0) == null) {
            body.code().instructions.insert(start, Frames.withEmptyStack(arguments(body)));
        }
    }

    private FrameNode frameOfWay() {
        Object[] arguments = arguments(body);
        List<Object> locals = new ArrayList<>(List.of(arguments));
        int size = 0;
        for (Object type : arguments) {
            size += type == Opcodes.LONG || type == Opcodes.DOUBLE ? 2 : 1;
        }
        for (int i = size; i < values; i++) {
            locals.add(Opcodes.TOP);
        }
        locals.add(VALUES);
        return Frames.withEmptyStack(locals.toArray());
    }
}

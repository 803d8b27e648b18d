package org.jurigged.reshape.form;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jurigged.reshape.form.CarrierForm.Carried;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.IincInsnNode;
import org.objectweb.asm.tree.JumpInsnNode;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.LocalVariableNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.TryCatchBlockNode;
import org.objectweb.asm.tree.TypeInsnNode;
import org.objectweb.asm.tree.VarInsnNode;

/**
 * Constructors that came with an edit and are gone from the source again. Frames that run old code still call them, and lambdas
 * that exist. As the companion of a method that is gone stays, so does the body of such a constructor, in the constructor that
 * carries it: it is taken out of the class that the JVM runs, as it is.
 */
final class FormerConstructors {
    /** Who changes a constructor's parameters all day mustn't come to a method that is too large (JVMS 4.7.3). */
    private static final int MOST = 20;

    /** How many instructions {@link ConstructorCompanion#unpack} has for each argument. */
    private static final int UNPACKING = 4;

    private FormerConstructors() {}

    /**
     * Finds them, those that went last first.
     *
     * @param running the class that the JVM runs
     * @param gone their descriptors by their companions' internal names
     * @return the bodies by the descriptor of the constructor that carries them
     */
    static Map<String, List<Carried>> find(ClassNode running, Map<String, String> gone) {
        Map<String, List<Carried>> found = new LinkedHashMap<>();
        for (MethodNode carrier : running.methods) {
            if (carrier.name.equals("<init>")) {
                List<Carried> bodies = bodies(carrier, gone);
                if (!bodies.isEmpty()) {
                    found.put(carrier.desc, bodies.subList(0, Math.min(MOST, bodies.size())));
                }
            }
        }
        return found;
    }

    private static List<Carried> bodies(MethodNode carrier, Map<String, String> gone) {
        List<Carried> bodies = new ArrayList<>();
        for (AbstractInsnNode insn : carrier.instructions) {
            if (insn.getOpcode() == Opcodes.INSTANCEOF
                    && gone.containsKey(((TypeInsnNode) insn).desc)
                    && insn.getNext() instanceof JumpInsnNode unless) {
                String companion = ((TypeInsnNode) insn).desc;
                bodies.add(new Carried(companion, body(carrier, unless, gone.get(companion))));
            }
        }
        return bodies;
    }

    private static MethodNode body(MethodNode carrier, JumpInsnNode unless, String descriptor) {
        MethodNode body = new MethodNode(carrier.access, carrier.name, descriptor, null, null);
        Map<LabelNode, LabelNode> labels = labels(unless);
        int unpacked = UNPACKING * Type.getArgumentTypes(descriptor).length;
        int locals = 1 + Insns.size(Type.getArgumentTypes(descriptor));
        for (AbstractInsnNode insn = unless.getNext(); insn != unless.label; insn = insn.getNext()) {
            if (unpacked > 0 && insn.getOpcode() >= 0) {
                unpacked--;
            } else {
                body.instructions.add(insn.clone(labels));
                locals = Math.max(locals, end(insn));
            }
        }
        LabelNode end = new LabelNode();
        body.instructions.add(end);
        copyRanges(carrier, body, labels, end);
        body.maxLocals = locals;
        body.maxStack = carrier.maxStack;
        return body;
    }

    private static Map<LabelNode, LabelNode> labels(JumpInsnNode unless) {
        Map<LabelNode, LabelNode> labels = new HashMap<>();
        for (AbstractInsnNode insn = unless.getNext(); insn != unless.label; insn = insn.getNext()) {
            if (insn instanceof LabelNode label) {
                labels.put(label, new LabelNode());
            }
        }
        return labels;
    }

    private static void copyRanges(MethodNode from, MethodNode to, Map<LabelNode, LabelNode> labels, LabelNode end) {
        for (TryCatchBlockNode block : from.tryCatchBlocks) {
            if (labels.containsKey(block.start)) {
                to.tryCatchBlocks.add(new TryCatchBlockNode(
                        labels.get(block.start),
                        labels.getOrDefault(block.end, end),
                        labels.get(block.handler),
                        block.type));
            }
        }
        to.localVariables = new ArrayList<>();
        for (LocalVariableNode v : from.localVariables == null ? List.<LocalVariableNode>of() : from.localVariables) {
            if (labels.containsKey(v.start)) {
                to.localVariables.add(new LocalVariableNode(
                        v.name, v.desc, v.signature, labels.get(v.start), labels.getOrDefault(v.end, end), v.index));
            }
        }
    }

    /** Returns the first local variable behind the one that an instruction uses; 0 if it uses none. */
    private static int end(AbstractInsnNode insn) {
        if (insn instanceof VarInsnNode v) {
            boolean isWide = switch (v.getOpcode()) {
                case Opcodes.LLOAD, Opcodes.DLOAD, Opcodes.LSTORE, Opcodes.DSTORE -> true;
                default -> false;
            };
            return v.var + (isWide ? 2 : 1);
        }
        return insn instanceof IincInsnNode increment ? increment.var + 1 : 0;
    }
}

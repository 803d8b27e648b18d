package org.jurigged.reshape.identity;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.commons.Remapper;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.JumpInsnNode;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.LdcInsnNode;
import org.objectweb.asm.tree.LookupSwitchInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.TableSwitchInsnNode;

/**
 * The method by which javac lets serialized lambdas be read again ({@code java.lang.invoke.SerializedLambda}): a switch over
 * the names of their bodies, and comparisons with the names of types, all of them strings.
 */
final class DeserializeLambda {
    static final String METHOD = "$deserializeLambda$";

    private static final String SERIALIZED = "java/lang/invoke/SerializedLambda";

    private DeserializeLambda() {}

    /**
     * Renames what the strings of a class's method name; nothing happens in a class without the method.
     *
     * @param renamed the class with all other names changed
     * @param names the names of types
     * @param bodies the new names of the class's lambdas by the old ones
     */
    static void rename(ClassNode renamed, Remapper names, Map<String, String> bodies) {
        for (MethodNode method : renamed.methods) {
            if (method.name.equals(METHOD)) {
                renameTypes(method, names);
                renameBodies(method, bodies);
            }
        }
    }

    /** What is asked of the serialized form is compared with a string. */
    private static void renameTypes(MethodNode method, Remapper names) {
        for (AbstractInsnNode insn : method.instructions) {
            if (insn instanceof MethodInsnNode call
                    && call.owner.equals(SERIALIZED)
                    && next(call) instanceof LdcInsnNode constant
                    && constant.cst instanceof String text) {
                constant.cst = call.name.endsWith("Signature")
                        ? names.mapMethodDesc(text)
                        : call.name.endsWith("Class") ? names.map(text) : text;
            }
        }
    }

    /** The switch is by hash code (JLS 14.11 as javac lowers it), so that its keys change with the names. */
    private static void renameBodies(MethodNode method, Map<String, String> names) {
        AbstractInsnNode hashes = hashSwitch(method);
        if (names.isEmpty() || hashes == null) {
            return;
        }
        LabelNode other =
                hashes instanceof LookupSwitchInsnNode lookup ? lookup.dflt : ((TableSwitchInsnNode) hashes).dflt;
        Set<LabelNode> labels = new LinkedHashSet<>(
                hashes instanceof LookupSwitchInsnNode lookup ? lookup.labels : ((TableSwitchInsnNode) hashes).labels);
        labels.remove(other);
        TreeMap<Integer, LabelNode> cases = new TreeMap<>();
        boolean clash = false;
        for (LabelNode label : labels) {
            for (LdcInsnNode constant : comparedNames(label, labels, other)) {
                constant.cst = names.getOrDefault((String) constant.cst, (String) constant.cst);
                LabelNode known = cases.put(constant.cst.hashCode(), label);
                clash |= known != null && known != label;
            }
        }
        if (clash) {
            chain(method, List.copyOf(labels), other);
            cases.replaceAll((hash, label) -> labels.iterator().next());
        }
        int[] keys = cases.keySet().stream().mapToInt(k -> k).toArray();
        method.instructions.set(
                hashes, new LookupSwitchInsnNode(other, keys, cases.values().toArray(LabelNode[]::new)));
    }

    private static AbstractInsnNode hashSwitch(MethodNode method) {
        for (AbstractInsnNode insn : method.instructions) {
            if (insn instanceof MethodInsnNode call && call.name.equals("hashCode")) {
                AbstractInsnNode next = next(call);
                return next instanceof LookupSwitchInsnNode || next instanceof TableSwitchInsnNode ? next : null;
            }
        }
        return null;
    }

    /** Two names have one hash code: lets each case go on with the next one where its name is another. */
    private static void chain(MethodNode method, List<LabelNode> labels, LabelNode other) {
        for (int i = 0; i + 1 < labels.size(); i++) {
            AbstractInsnNode insn = labels.get(i).getNext();
            while (insn != null && !labels.contains(insn) && insn != other) {
                if (insn instanceof JumpInsnNode jump && jump.getOpcode() == Opcodes.IFEQ && jump.label == other) {
                    jump.label = labels.get(i + 1);
                }
                insn = insn.getNext();
            }
        }
    }

    /** The names that the code of one case compares with, up to the next case. */
    private static List<LdcInsnNode> comparedNames(LabelNode from, Set<LabelNode> labels, LabelNode other) {
        List<LdcInsnNode> found = new ArrayList<>();
        AbstractInsnNode insn = from.getNext();
        while (insn != null && insn != other && !(insn instanceof LabelNode label && labels.contains(label))) {
            if (insn instanceof LdcInsnNode constant && constant.cst instanceof String) {
                found.add(constant);
            }
            insn = insn.getNext();
        }
        return found;
    }

    private static AbstractInsnNode next(AbstractInsnNode insn) {
        AbstractInsnNode next = insn.getNext();
        while (next != null && next.getOpcode() < 0) {
            next = next.getNext();
        }
        return next;
    }
}

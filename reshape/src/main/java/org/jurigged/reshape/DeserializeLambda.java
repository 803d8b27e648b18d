package org.jurigged.reshape;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BinaryOperator;
import org.objectweb.asm.Handle;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.InvokeDynamicInsnNode;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.LdcInsnNode;
import org.objectweb.asm.tree.LookupSwitchInsnNode;
import org.objectweb.asm.tree.MethodNode;

/** The method by which javac lets serialized lambdas be read again: a switch over the names of their bodies. */
final class DeserializeLambda {
    private DeserializeLambda() {}

    /**
     * Renames the lambdas in the switch of a class; nothing happens in a class without the method.
     *
     * @param newName gives a method's new name for its name and descriptor
     */
    static void rename(ClassNode node, BinaryOperator<String> newName) {
        for (MethodNode method : node.methods) {
            if (method.name.equals(LambdaName.DESERIALIZE)) {
                rename(node.name, method, newName);
            }
        }
    }

    private static void rename(String owner, MethodNode method, BinaryOperator<String> newName) {
        Map<String, String> names = new HashMap<>();
        LookupSwitchInsnNode hashes = null;
        for (AbstractInsnNode insn : method.instructions) {
            if (insn instanceof InvokeDynamicInsnNode indy) {
                for (Object argument : indy.bsmArgs) {
                    if (argument instanceof Handle handle && handle.getOwner().equals(owner)) {
                        names.put(handle.getName(), newName.apply(handle.getName(), handle.getDesc()));
                    }
                }
            } else if (insn instanceof LookupSwitchInsnNode found && hashes == null) {
                hashes = found;
            }
        }
        if (hashes != null) {
            rekey(method, hashes, names);
        }
    }

    /** The switch is by hash code (JLS 14.11 as javac lowers it), so that its keys change with the names. */
    private static void rekey(MethodNode method, LookupSwitchInsnNode hashes, Map<String, String> names) {
        TreeMap<Integer, LabelNode> cases = new TreeMap<>();
        for (LabelNode label : hashes.labels) {
            for (LdcInsnNode constant : comparedNames(label, hashes)) {
                String name = names.getOrDefault(constant.cst, (String) constant.cst);
                constant.cst = name;
                LabelNode other = cases.put(name.hashCode(), label);
                if (other != null && other != label) {
                    throw new IllegalStateException("two lambdas in " + method.name + " have names of one hash code");
                }
            }
        }
        hashes.keys = new ArrayList<>(cases.keySet());
        hashes.labels = new ArrayList<>(cases.values());
    }

    /** The names that the code of one case compares with, up to the next case. */
    private static List<LdcInsnNode> comparedNames(LabelNode from, LookupSwitchInsnNode hashes) {
        List<LdcInsnNode> found = new ArrayList<>();
        AbstractInsnNode insn = from.getNext();
        while (insn != null && insn != hashes.dflt && !hashes.labels.contains(insn)) {
            if (insn instanceof LdcInsnNode constant && constant.cst instanceof String) {
                found.add(constant);
            }
            insn = insn.getNext();
        }
        return found;
    }
}

package org.jurigged.reshape.identity;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.IincInsnNode;
import org.objectweb.asm.tree.JumpInsnNode;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.LookupSwitchInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.TableSwitchInsnNode;
import org.objectweb.asm.tree.TryCatchBlockNode;
import org.objectweb.asm.tree.VarInsnNode;

/**
 * What the code of a method comes to.
 *
 * @param fingerprint a number that is equal for equal code, what it makes of lambdas and anonymous classes included; line
 *     numbers and names of variables don't count
 * @param body its instructions, and which one follows which
 */
record Code(long fingerprint, Bag body) {

    static Code of(MethodNode method, Tokens tokens) {
        Map<LabelNode, Integer> positions = positions(method);
        Bag.Builder body = new Bag.Builder();
        long fingerprint = 0;
        int before = 0;
        for (AbstractInsnNode insn : method.instructions) {
            if (insn.getOpcode() >= 0) {
                int token = tokens.of(insn);
                fingerprint = Tokens.hash(fingerprint, Tokens.hasContent(insn) ? tokens.withContent(insn) : token);
                fingerprint = Tokens.hash(fingerprint, place(insn, positions));
                before = collect(insn, token, before, body);
            }
        }
        for (TryCatchBlockNode block : method.tryCatchBlocks) {
            fingerprint = Tokens.hash(fingerprint, positions.get(block.start));
            fingerprint = Tokens.hash(fingerprint, positions.get(block.end));
            fingerprint = Tokens.hash(fingerprint, positions.get(block.handler));
            fingerprint = Tokens.hash(fingerprint, block.type == null ? 0 : block.type.hashCode());
        }
        return new Code(fingerprint, body.build());
    }

    /** Counts telling instructions twice, and once more each with the one before it. */
    private static int collect(AbstractInsnNode insn, int token, int before, Bag.Builder body) {
        if (insn.getOpcode() >= Opcodes.IRETURN && insn.getOpcode() <= Opcodes.RETURN) {
            return before;
        }
        body.add(token);
        if (!Tokens.isTelling(insn)) {
            return before;
        }
        body.add(token);
        if (before != 0) {
            body.add((int) Tokens.hash(before, token));
        }
        return token;
    }

    /** The slots and jump targets of an instruction, as one number. */
    private static long place(AbstractInsnNode insn, Map<LabelNode, Integer> positions) {
        if (insn instanceof VarInsnNode variable) {
            return variable.var;
        } else if (insn instanceof IincInsnNode increment) {
            return increment.var;
        } else if (insn instanceof JumpInsnNode jump) {
            return positions.get(jump.label);
        } else if (insn instanceof LookupSwitchInsnNode lookup) {
            return targets(lookup.labels, lookup.dflt, positions);
        } else if (insn instanceof TableSwitchInsnNode table) {
            return targets(table.labels, table.dflt, positions);
        }
        return 0;
    }

    private static long targets(List<LabelNode> cases, LabelNode other, Map<LabelNode, Integer> positions) {
        long hash = positions.get(other);
        for (LabelNode label : cases) {
            hash = Tokens.hash(hash, positions.get(label));
        }
        return hash;
    }

    /** How many instructions stand before each label. */
    private static Map<LabelNode, Integer> positions(MethodNode method) {
        Map<LabelNode, Integer> positions = new HashMap<>();
        int position = 0;
        for (AbstractInsnNode insn : method.instructions) {
            if (insn instanceof LabelNode label) {
                positions.put(label, position);
            } else if (insn.getOpcode() >= 0) {
                position++;
            }
        }
        return positions;
    }
}

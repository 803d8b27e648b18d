package org.jurigged.reshape;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.JumpInsnNode;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.LookupSwitchInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.TableSwitchInsnNode;
import org.objectweb.asm.tree.TryCatchBlockNode;

/** Where the control flow of a method can go. */
final class Labels {
    private Labels() {}

    /** The labels an instruction may jump to; none for one that doesn't jump. */
    static List<LabelNode> targets(AbstractInsnNode insn) {
        if (insn instanceof JumpInsnNode jump) {
            return List.of(jump.label);
        } else if (insn instanceof LookupSwitchInsnNode lookup) {
            return with(lookup.labels, lookup.dflt);
        } else if (insn instanceof TableSwitchInsnNode table) {
            return with(table.labels, table.dflt);
        }
        return List.of();
    }

    /** The labels of a method that matter to its control flow; the others are there for line numbers and variables. */
    static Set<LabelNode> used(MethodNode method) {
        Set<LabelNode> used = new HashSet<>();
        for (AbstractInsnNode insn : method.instructions) {
            used.addAll(targets(insn));
        }
        for (TryCatchBlockNode block : method.tryCatchBlocks) {
            used.addAll(List.of(block.start, block.end, block.handler));
        }
        return used;
    }

    private static List<LabelNode> with(List<LabelNode> cases, LabelNode other) {
        List<LabelNode> all = new ArrayList<>(cases);
        all.add(other);
        return all;
    }
}

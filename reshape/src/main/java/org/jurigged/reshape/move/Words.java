package org.jurigged.reshape.move;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.objectweb.asm.Handle;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.FieldInsnNode;
import org.objectweb.asm.tree.IincInsnNode;
import org.objectweb.asm.tree.IntInsnNode;
import org.objectweb.asm.tree.InvokeDynamicInsnNode;
import org.objectweb.asm.tree.LdcInsnNode;
import org.objectweb.asm.tree.LocalVariableNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MultiANewArrayInsnNode;
import org.objectweb.asm.tree.TypeInsnNode;
import org.objectweb.asm.tree.VarInsnNode;

/** Instructions as words that are equal in two versions of a method where the source says the same. */
final class Words {
    /** Stands for a variable that only one of the versions has. */
    private static final String OTHER = "?";

    private final MethodBody body;
    private final Set<String> shared;

    /** {@code shared}: the names of local variables that both versions have; others are all alike. */
    Words(MethodBody body, Set<String> shared) {
        this.body = body;
        this.shared = shared;
    }

    static Set<String> shared(MethodBody one, MethodBody other) {
        Set<String> shared = one.names();
        shared.retainAll(other.names());
        return shared;
    }

    /** The word of an instruction; variables go by their names and jumps have no target. */
    String of(int index) {
        AbstractInsnNode insn = body.insn(index);
        String code = Integer.toString(insn.getOpcode());
        if (insn instanceof VarInsnNode access) {
            return code + " " + variable(access.var, index);
        } else if (insn instanceof IincInsnNode increment) {
            return code + " " + variable(increment.var, index) + " " + increment.incr;
        }
        return code + " " + operand(insn);
    }

    /** The word of an instruction with the variables' numbers instead of their names. */
    String withNumbers(int index) {
        AbstractInsnNode insn = body.insn(index);
        if (insn instanceof VarInsnNode access) {
            return insn.getOpcode() + " " + access.var;
        } else if (insn instanceof IincInsnNode increment) {
            return insn.getOpcode() + " " + increment.var + " " + increment.incr;
        }
        return of(index);
    }

    private String variable(int slot, int index) {
        LocalVariableNode variable = body.accessed(slot, index);
        return variable == null ? "" : shared.contains(variable.name) ? variable.name : OTHER;
    }

    private static String operand(AbstractInsnNode insn) {
        if (insn instanceof FieldInsnNode field) {
            return field.owner + "." + field.name + ":" + field.desc;
        } else if (insn instanceof MethodInsnNode call) {
            return call.owner + "." + call.name + call.desc;
        } else if (insn instanceof InvokeDynamicInsnNode call) {
            return call.name
                    + call.desc
                    + Stream.of(call.bsmArgs).map(Words::constant).toList();
        } else if (insn instanceof LdcInsnNode constant) {
            return constant.cst.getClass().getSimpleName() + " " + constant.cst;
        } else if (insn instanceof TypeInsnNode type) {
            return type.desc;
        } else if (insn instanceof IntInsnNode constant) {
            return Integer.toString(constant.operand);
        }
        return insn instanceof MultiANewArrayInsnNode array ? array.desc + array.dims : "";
    }

    /** The methods of lambdas are numbered, and the number says nothing. */
    private static String constant(Object argument) {
        if (argument instanceof Handle handle) {
            return handle.getName().startsWith("lambda$") ? "lambda" : handle.getOwner() + "." + handle.getName();
        }
        return String.valueOf(argument);
    }

    /** How much two pieces of code have in common: 0 nothing, 1 all; order counts only between neighbours. */
    static double likeness(List<String> one, List<String> other) {
        if (one.isEmpty() && other.isEmpty()) {
            return 1;
        }
        return (common(one, other) + common(pairs(one), pairs(other))) / 2;
    }

    private static double common(List<String> one, List<String> other) {
        Map<String, Long> counts =
                new HashMap<>(one.stream().collect(Collectors.groupingBy(w -> w, Collectors.counting())));
        long shared =
                other.stream().filter(w -> counts.merge(w, -1L, Long::sum) >= 0).count();
        return 2.0 * shared / (one.size() + other.size());
    }

    private static List<String> pairs(List<String> words) {
        List<String> pairs = new ArrayList<>();
        for (int i = 0; i <= words.size(); i++) {
            pairs.add((i == 0 ? "" : words.get(i - 1)) + "\n" + (i == words.size() ? "" : words.get(i)));
        }
        return pairs;
    }
}

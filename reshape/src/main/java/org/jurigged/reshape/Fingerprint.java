package org.jurigged.reshape;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.objectweb.asm.Handle;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.FieldInsnNode;
import org.objectweb.asm.tree.IincInsnNode;
import org.objectweb.asm.tree.IntInsnNode;
import org.objectweb.asm.tree.InvokeDynamicInsnNode;
import org.objectweb.asm.tree.JumpInsnNode;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.LdcInsnNode;
import org.objectweb.asm.tree.LookupSwitchInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.MultiANewArrayInsnNode;
import org.objectweb.asm.tree.TableSwitchInsnNode;
import org.objectweb.asm.tree.TryCatchBlockNode;
import org.objectweb.asm.tree.TypeInsnNode;
import org.objectweb.asm.tree.VarInsnNode;

/** The code of a method as text, without line numbers and without the numbers in names of lambdas. */
final class Fingerprint {
    private final Map<LabelNode, Integer> labels = new HashMap<>();
    private final StringBuilder text = new StringBuilder();

    private Fingerprint() {}

    static String of(MethodNode method) {
        Fingerprint fingerprint = new Fingerprint();
        Set<LabelNode> targets = Labels.used(method);
        for (AbstractInsnNode insn : method.instructions) {
            if (insn instanceof LabelNode label && targets.contains(label)) {
                fingerprint.text.append(fingerprint.id(label)).append(':');
            } else if (insn.getOpcode() >= 0) {
                fingerprint
                        .text
                        .append(insn.getOpcode())
                        .append(' ')
                        .append(fingerprint.operands(insn))
                        .append('\n');
            }
        }
        for (TryCatchBlockNode block : method.tryCatchBlocks) {
            fingerprint.text.append(fingerprint.id(block.start)).append(fingerprint.id(block.end));
            fingerprint
                    .text
                    .append(fingerprint.id(block.handler))
                    .append(block.type)
                    .append('\n');
        }
        return fingerprint.text.toString();
    }

    private String operands(AbstractInsnNode insn) {
        if (insn instanceof MethodInsnNode call) {
            return call.owner + '.' + name(call.name) + call.desc + call.itf;
        } else if (insn instanceof FieldInsnNode field) {
            return field.owner + '.' + field.name + field.desc;
        } else if (insn instanceof VarInsnNode variable) {
            return String.valueOf(variable.var);
        } else if (insn instanceof TypeInsnNode type) {
            return type.desc;
        } else if (insn instanceof IntInsnNode constant) {
            return String.valueOf(constant.operand);
        } else if (insn instanceof LdcInsnNode constant) {
            return constant.cst.getClass() + " " + constant.cst;
        } else if (insn instanceof IincInsnNode increment) {
            return increment.var + " " + increment.incr;
        } else if (insn instanceof MultiANewArrayInsnNode array) {
            return array.desc + array.dims;
        }
        return branches(insn);
    }

    private String branches(AbstractInsnNode insn) {
        if (insn instanceof JumpInsnNode jump) {
            return id(jump.label);
        } else if (insn instanceof LookupSwitchInsnNode lookup) {
            return lookup.keys + " " + lookup.labels.stream().map(this::id).toList() + id(lookup.dflt);
        } else if (insn instanceof TableSwitchInsnNode table) {
            return table.min + " " + table.labels.stream().map(this::id).toList() + id(table.dflt);
        } else if (insn instanceof InvokeDynamicInsnNode indy) {
            String arguments =
                    Arrays.stream(indy.bsmArgs).map(Fingerprint::argument).collect(Collectors.joining(" "));
            return indy.name + indy.desc + indy.bsm + arguments;
        }
        return "";
    }

    private static String argument(Object argument) {
        return argument instanceof Handle handle
                ? handle.getTag() + handle.getOwner() + name(handle.getName()) + handle.getDesc()
                : String.valueOf(argument);
    }

    private static String name(String name) {
        LambdaName lambda = LambdaName.of(name);
        return lambda == null ? name : "lambda of " + lambda.method();
    }

    /** Labels are told by the order in which they are met. */
    private String id(LabelNode label) {
        return "L" + labels.computeIfAbsent(label, l -> labels.size());
    }
}

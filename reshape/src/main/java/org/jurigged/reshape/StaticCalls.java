package org.jurigged.reshape;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.objectweb.asm.Handle;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.FieldInsnNode;
import org.objectweb.asm.tree.InvokeDynamicInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.VarInsnNode;

/**
 * The static methods and constructors that the static initialiser of a class calls for the value of a field.
 *
 * <p>A call counts for the field that is assigned next, unless a statement ends in between that assigns none: its own
 * value is thrown away then, or it has none. So some calls of a static block may be missing, and none is too many.
 */
final class StaticCalls {
    private static final String METAFACTORY = "java/lang/invoke/LambdaMetafactory";

    private final ClassNode host;

    StaticCalls(ClassNode host) {
        this.host = host;
    }

    /** Returns the calls by the field's name, in the order of the code; fields without any are absent. */
    Map<String, List<MethodInsnNode>> byField() {
        Map<String, List<MethodInsnNode>> calls = new LinkedHashMap<>();
        host.methods.stream().filter(m -> m.name.equals("<clinit>")).forEach(m -> collect(m, calls));
        return calls;
    }

    private void collect(MethodNode initialiser, Map<String, List<MethodInsnNode>> calls) {
        List<MethodInsnNode> open = new ArrayList<>();
        for (AbstractInsnNode insn : initialiser.instructions) {
            if (makes(insn)) {
                open.add((MethodInsnNode) insn);
            } else if (insn.getOpcode() == Opcodes.PUTSTATIC) {
                FieldInsnNode store = (FieldInsnNode) insn;
                if (store.owner.equals(host.name) && !open.isEmpty()) {
                    calls.computeIfAbsent(store.name, f -> new ArrayList<>()).addAll(open);
                }
                open.clear();
            } else if (endsStatement(insn)) {
                open.clear();
            }
        }
    }

    private static boolean makes(AbstractInsnNode insn) {
        return insn instanceof MethodInsnNode call
                && (call.name.equals("<init>")
                        || call.getOpcode() == Opcodes.INVOKESTATIC && !call.desc.endsWith(")V"));
    }

    private static boolean endsStatement(AbstractInsnNode insn) {
        return insn.getOpcode() == Opcodes.POP
                || insn.getOpcode() == Opcodes.POP2
                || insn instanceof MethodInsnNode call && call.desc.endsWith(")V");
    }

    /** Returns how a method makes the lambda that it returns; empty if it does anything else. */
    static Optional<InvokeDynamicInsnNode> lambda(MethodNode method) {
        List<AbstractInsnNode> code = new ArrayList<>();
        for (AbstractInsnNode insn : method.instructions) {
            if (insn.getOpcode() >= 0 && !(insn instanceof VarInsnNode)) {
                code.add(insn);
            }
        }
        return code.size() == 2 && code.get(1).getOpcode() == Opcodes.ARETURN && isLambda(code.get(0))
                ? Optional.of((InvokeDynamicInsnNode) code.get(0))
                : Optional.empty();
    }

    private static boolean isLambda(AbstractInsnNode insn) {
        return insn instanceof InvokeDynamicInsnNode made
                && made.bsm.getOwner().equals(METAFACTORY)
                && made.bsmArgs[1] instanceof Handle body
                && body.getName().startsWith("lambda$");
    }
}

package org.jurigged.reshape.move;

import java.util.List;
import java.util.Optional;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.IincInsnNode;
import org.objectweb.asm.tree.LocalVariableNode;
import org.objectweb.asm.tree.VarInsnNode;

/**
 * Tells whether a method assigns its parameters. A frame that is taken off hands what is in their variables to the call that
 * is made anew (JVMTI PopFrame: any changes to the arguments, which occurred in the called method, remain).
 */
public final class Arguments {
    private Arguments() {}

    /**
     * Return a parameter that the method itself assigns: its name, or its number from 1 where the class doesn't say. What an
     * {@link Entrance} before its code does isn't meant.
     */
    public static Optional<String> assigned(MethodCode method) {
        MethodBody body = OffsetReader.read(method);
        if (body == null) {
            return Optional.empty();
        }
        int receiver = body.isInstance() ? 1 : 0;
        int words = (Type.getArgumentsAndReturnSizes(method.descriptor()) >> 2) - 1 + receiver;
        for (int at = body.first(); at < body.insns().length; at++) {
            int slot = stored(body.insn(at));
            if (slot >= 0 && slot < words) {
                return Optional.of(name(body, slot, receiver));
            }
        }
        return Optional.empty();
    }

    private static int stored(AbstractInsnNode insn) {
        if (insn instanceof IincInsnNode increment) {
            return increment.var;
        }
        boolean isStore = insn.getOpcode() >= Opcodes.ISTORE && insn.getOpcode() <= Opcodes.ASTORE;
        return isStore ? ((VarInsnNode) insn).var : -1;
    }

    private static String name(MethodBody body, int slot, int receiver) {
        List<LocalVariableNode> all = body.code().localVariables == null ? List.of() : body.code().localVariables;
        int number = 0;
        int at = receiver;
        for (Type type : Type.getArgumentTypes(body.code().desc)) {
            number++;
            if (at == slot) {
                break;
            }
            at += type.getSize();
        }
        String unnamed = "number " + number;
        return all.stream()
                .filter(v -> v.index == slot)
                .map(v -> v.name)
                .findFirst()
                .orElse(unnamed);
    }
}

package org.jurigged.reshape.form;

import java.util.Optional;
import java.util.function.Predicate;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.InvokeDynamicInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.TypeInsnNode;

/** Code that asks the JVM itself whether an object is of an interface, or calls by it. */
final class Asks {
    private Asks() {}

    /** Returns the interface that a method's code asks for; empty if it asks for none of those. */
    static Optional<String> in(MethodNode method, Predicate<String> isAdopted) {
        for (AbstractInsnNode insn : method.instructions) {
            Optional<String> asked = of(insn).filter(isAdopted);
            if (asked.isEmpty() && insn instanceof InvokeDynamicInsnNode site && AdoptionLambdas.isLambda(site)) {
                asked = Casts.of(site).types().stream().filter(isAdopted).findFirst();
            }
            if (asked.isPresent()) {
                return asked;
            }
        }
        return Optional.empty();
    }

    private static Optional<String> of(AbstractInsnNode insn) {
        if (insn instanceof TypeInsnNode type) {
            return Optional.of(type.desc);
        }
        return insn instanceof MethodInsnNode call && call.itf ? Optional.of(call.owner) : Optional.empty();
    }
}

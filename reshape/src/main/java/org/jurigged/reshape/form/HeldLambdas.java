package org.jurigged.reshape.form;

import java.util.Set;
import java.util.function.Predicate;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.InvokeDynamicInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;

/**
 * Objects that lambdas and method references made before an edit, and that the program may have kept: their classes are
 * hidden ones, and go on asking the JVM for an interface.
 *
 * <p>What is handed to a stream, or to a collection's own loop, in the statement that makes it isn't kept.
 */
final class HeldLambdas {
    /** Methods of collections and streams that are done with a function when they, or the stream, are. */
    private static final Set<String> USERS = Set.of(
            "forEach",
            "removeIf",
            "replaceAll",
            "sort",
            "ifPresent",
            "ifPresentOrElse",
            "orElseGet",
            "orElseThrow",
            "computeIfAbsent",
            "computeIfPresent",
            "compute",
            "merge",
            "or");

    private HeldLambdas() {}

    /** Whether the lambdas of a method may be kept, and ask for such an interface. */
    static boolean in(MethodNode method, Predicate<String> isAdopted) {
        for (AbstractInsnNode insn : method.instructions) {
            if (insn instanceof InvokeDynamicInsnNode site
                    && AdoptionLambdas.isLambda(site)
                    && Casts.of(site).test(isAdopted)
                    && isKept(site)) {
                return true;
            }
        }
        return false;
    }

    /** Looks at where the next calls take it; what only wraps it goes to a next call itself. */
    private static boolean isKept(InvokeDynamicInsnNode site) {
        for (AbstractInsnNode insn = site.getNext(); insn != null; insn = insn.getNext()) {
            if (insn instanceof MethodInsnNode call) {
                if (isUser(call)) {
                    return false;
                } else if (!wraps(call)) {
                    return true;
                }
            } else if (!isPassedBy(insn.getOpcode())) {
                return true;
            }
        }
        return true;
    }

    private static boolean isUser(MethodInsnNode call) {
        boolean isStream = call.owner.startsWith("java/util/stream/") && call.owner.endsWith("Stream");
        boolean isOptional = call.owner.startsWith("java/util/Optional");
        boolean isLibrary = call.owner.startsWith("java/util/") || call.owner.equals("java/lang/Iterable");
        return isStream || isOptional || (isLibrary && USERS.contains(call.name));
    }

    private static boolean wraps(MethodInsnNode call) {
        return call.owner.equals("java/util/stream/Collectors")
                || call.owner.equals("java/util/Comparator")
                || call.owner.equals("java/util/Map$Entry")
                || call.owner.startsWith("java/util/function/");
    }

    /** Pushes a further argument, or is a line or a label. */
    private static boolean isPassedBy(int opcode) {
        return opcode <= Opcodes.ALOAD || opcode == Opcodes.GETSTATIC || opcode == Opcodes.INVOKEDYNAMIC;
    }
}

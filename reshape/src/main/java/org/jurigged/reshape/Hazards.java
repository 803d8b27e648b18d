package org.jurigged.reshape;

import java.util.Optional;
import java.util.Set;
import org.objectweb.asm.Handle;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.FieldInsnNode;
import org.objectweb.asm.tree.InvokeDynamicInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;

/** Reasons why an element would do something else in a companion than in its class. */
final class Hazards {
    /** Methods that look at who calls them: a companion is another class, and hidden from the stack. */
    private static final Set<String> CALLER_SENSITIVE = Set.of(
            "java/lang/StackWalker.getCallerClass",
            "java/lang/StackWalker.walk",
            "java/lang/StackWalker.forEach",
            "java/lang/Throwable.getStackTrace",
            "java/lang/Thread.getStackTrace",
            "org/apache/logging/log4j/LogManager.getLogger()Lorg/apache/logging/log4j/Logger;",
            "org/apache/logging/log4j/LogManager.getFormatterLogger()Lorg/apache/logging/log4j/Logger;",
            "com/google/common/flogger/FluentLogger.forEnclosingClass");

    private Hazards() {}

    /** Finds the first hazard in an element's code, before anything in it is rewritten. */
    static Optional<Hazard> in(ClassNode host, MethodNode code) {
        String assigned = null;
        for (AbstractInsnNode insn : code.instructions) {
            if (insn instanceof MethodInsnNode call && isCallerSensitive(call)) {
                return Optional.of(new Hazard(Code.J153, "it calls " + call.name + ", which depends on its caller"));
            }
            if (assigned != null && mayRunProgramCode(insn)) {
                return Optional.of(new Hazard(
                        Code.J152, "the program's code is called after the final field " + assigned + " is assigned"));
            }
            if (assigned == null && insn.getOpcode() == Opcodes.PUTSTATIC) {
                assigned = finalField(host, (FieldInsnNode) insn);
            }
        }
        return Optional.empty();
    }

    private static boolean isCallerSensitive(MethodInsnNode call) {
        String name = call.owner + '.' + call.name;
        return CALLER_SENSITIVE.contains(name) || CALLER_SENSITIVE.contains(name + call.desc);
    }

    /** Whether an instruction may come to read the host's field, which has its new value only after the element. */
    private static boolean mayRunProgramCode(AbstractInsnNode insn) {
        if (insn instanceof MethodInsnNode call) {
            return !isPlatform(call.owner);
        }
        if (insn instanceof InvokeDynamicInsnNode indy) {
            for (Object argument : indy.bsmArgs) {
                if (argument instanceof Handle handle && !isPlatform(handle.getOwner())) {
                    return true;
                }
            }
        }
        return false;
    }

    private static boolean isPlatform(String owner) {
        return owner.startsWith("[") || owner.startsWith("java/") || owner.startsWith("javax/");
    }

    private static String finalField(ClassNode host, FieldInsnNode store) {
        return host.fields.stream()
                .filter(f -> store.owner.equals(host.name) && f.name.equals(store.name))
                .filter(f -> (f.access & Opcodes.ACC_FINAL) != 0)
                .map(f -> f.name)
                .findFirst()
                .orElse(null);
    }

    /** A reason not to run an element in a companion. */
    record Hazard(Code code, String reason) {}
}

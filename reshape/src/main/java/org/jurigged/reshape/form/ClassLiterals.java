package org.jurigged.reshape.form;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.jurigged.reshape.form.ValueFlow.Use;
import org.objectweb.asm.Handle;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.InvokeDynamicInsnNode;
import org.objectweb.asm.tree.LdcInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;

/** What a method does with the {@code Class} objects of interfaces that the JVM is wrong about. */
final class ClassLiterals {
    private static final String CLASS = "java/lang/Class";
    /** What is asked of a {@code Class}, and that a companion answers. */
    private static final Set<String> QUESTIONS = Set.of("isInstance", "cast", "isAssignableFrom");
    /** What a {@code Class} says that has nothing to do with the objects of it. */
    private static final Set<String> FACTS = Set.of(
            "getName",
            "getSimpleName",
            "getTypeName",
            "getCanonicalName",
            "getPackageName",
            "getPackage",
            "getModule",
            "getClassLoader",
            "getResource",
            "getResourceAsStream",
            "desiredAssertionStatus",
            "isInterface",
            "toString",
            "hashCode",
            "equals");

    private static final Set<String> TEXTS =
            Set.of("java/lang/String", "java/lang/StringBuilder", "java/io/PrintStream");
    private static final Set<String> LOGGERS = Set.of("getLogger", "getLog");

    private final Map<AbstractInsnNode, Set<String>> questions = new LinkedHashMap<>();
    private final Map<String, String> handedOn = new LinkedHashMap<>();
    private final List<String> kept = new ArrayList<>();
    private ValueFlow flow;

    /** Looks at a method; {@code concern} tells which interfaces, by internal name, it is about. */
    ClassLiterals(MethodNode code, Predicate<String> concern) {
        for (AbstractInsnNode insn : code.instructions) {
            if (insn instanceof LdcInsnNode constant
                    && constant.cst instanceof Type type
                    && type.getSort() == Type.OBJECT
                    && concern.test(type.getInternalName())) {
                flow = flow == null ? new ValueFlow(code) : flow;
                follow(insn, type.getInternalName());
            }
        }
    }

    /** Returns the questions to a {@code Class}, or the references to one, with the interfaces it may be of. */
    Map<AbstractInsnNode, Set<String>> questions() {
        return questions;
    }

    /** Returns what gets a {@code Class} and may ask it anything, by the interface it is of. */
    Map<String, String> handedOn() {
        return handedOn;
    }

    /** Returns an interface for which the program may have kept a reference to a question. */
    Optional<String> kept() {
        return kept.stream().findFirst();
    }

    static boolean isQuestion(Handle handle) {
        return handle.getOwner().equals(CLASS) && QUESTIONS.contains(handle.getName());
    }

    private void follow(AbstractInsnNode pushed, String name) {
        for (Use use : flow.uses(pushed)) {
            if (use.by() instanceof MethodInsnNode call) {
                call(call, use.operand(), name);
            } else if (use.by() instanceof InvokeDynamicInsnNode site) {
                site(site, name);
            } else if (use.by().getOpcode() == Opcodes.CHECKCAST) {
                follow(use.by(), name);
            } else if (!isComparison(use.by().getOpcode())) {
                handedOn.putIfAbsent(name, "what keeps its class");
            }
        }
    }

    private static boolean isComparison(int opcode) {
        return opcode == Opcodes.IF_ACMPEQ
                || opcode == Opcodes.IF_ACMPNE
                || opcode == Opcodes.IFNULL
                || opcode == Opcodes.IFNONNULL
                || opcode == Opcodes.MONITORENTER
                || opcode == Opcodes.MONITOREXIT;
    }

    private void call(MethodInsnNode call, int operand, String name) {
        boolean isAsked = call.owner.equals(CLASS) && QUESTIONS.contains(call.name);
        if (isAsked && operand == 0) {
            questions.computeIfAbsent(call, c -> new TreeSet<>()).add(name);
        } else if (call.owner.equals("java/util/Objects") && call.name.equals("requireNonNull") && operand == 0) {
            follow(call, name);
        } else if (!isAsked
                && !(call.owner.equals(CLASS) && FACTS.contains(call.name))
                && !TEXTS.contains(call.owner)
                && !LOGGERS.contains(call.name)
                && FormNames.adoptedBy(call.owner) == null) {
            handedOn.putIfAbsent(name, call.name);
        }
    }

    /** {@code X.class::isInstance}, or a text made of it. */
    private void site(InvokeDynamicInsnNode site, String name) {
        for (Object argument : site.bsmArgs) {
            if (argument instanceof Handle handle && isQuestion(handle)) {
                questions.computeIfAbsent(site, s -> new TreeSet<>()).add(name);
                if (HeldLambdas.isKept(flow, site)) {
                    kept.add(name);
                }
                return;
            }
            if (argument instanceof Handle handle && FormNames.adoptedBy(handle.getOwner()) != null) {
                return;
            }
        }
        if (!site.bsm.getOwner().equals("java/lang/invoke/StringConcatFactory")) {
            handedOn.putIfAbsent(name, "a lambda");
        }
    }
}

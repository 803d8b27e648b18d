package org.jurigged.reshape.form;

import java.util.HashSet;
import java.util.Set;
import java.util.function.Predicate;
import org.jurigged.reshape.form.ValueFlow.Use;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.InvokeDynamicInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;

/**
 * Objects that lambdas and method references made before an edit, and that the program may have kept: their classes are
 * hidden ones, and go on asking the JVM for an interface.
 *
 * <p>What is handed to a stream that comes to its end in the same method, or to a collection's own loop, isn't kept.
 */
final class HeldLambdas {
    /** Methods of collections that are done with a function when they return. */
    private static final Set<String> USERS = Set.of(
            "forEach", "removeIf", "replaceAll", "sort", "computeIfAbsent", "computeIfPresent", "compute", "merge");

    private static final Set<String> STREAM_SOURCES = Set.of("iterate", "generate");
    private static final Set<String> ITERATORS = Set.of("iterator", "spliterator");

    private final ValueFlow flow;
    private final Set<AbstractInsnNode> seen = new HashSet<>();

    private HeldLambdas(ValueFlow flow) {
        this.flow = flow;
    }

    /** Whether the lambdas of a method may be kept, and ask for such an interface. */
    static boolean in(MethodNode method, Predicate<String> isAdopted) {
        ValueFlow flow = null;
        for (AbstractInsnNode insn : method.instructions) {
            if (insn instanceof InvokeDynamicInsnNode site
                    && AdoptionLambdas.isLambda(site)
                    && Casts.of(site).test(isAdopted)) {
                flow = flow == null ? new ValueFlow(method) : flow;
                if (isKept(flow, site)) {
                    return true;
                }
            }
        }
        return false;
    }

    /** Whether the object that an instruction pushes, a function, may be kept. */
    static boolean isKept(ValueFlow flow, AbstractInsnNode site) {
        return new HeldLambdas(flow).isKept(site);
    }

    private boolean isKept(AbstractInsnNode function) {
        return seen.add(function) && flow.uses(function).stream().anyMatch(this::keeps);
    }

    private boolean keeps(Use use) {
        if (use.by().getOpcode() == Opcodes.CHECKCAST) {
            return isKept(use.by());
        }
        if (!(use.by() instanceof MethodInsnNode call)) {
            return true;
        }
        boolean isStatic = call.getOpcode() == Opcodes.INVOKESTATIC;
        if (!isFunction(call, use.operand() - (isStatic ? 0 : 1))) {
            return true;
        }
        if (isStream(call.owner)) {
            return (isStatic && !STREAM_SOURCES.contains(call.name)) || outlives(call);
        }
        if (wraps(call)) {
            return isFunctional(Type.getReturnType(call.desc)) ? isKept(call) : use.operand() != 0 || isStatic;
        }
        if (call.owner.startsWith("java/util/Optional")) {
            return isStatic;
        }
        boolean isLibrary = call.owner.startsWith("java/util/") || call.owner.equals("java/lang/Iterable");
        return !isLibrary || !USERS.contains(call.name);
    }

    /** Whether it is taken for a function, and not for any object. */
    private static boolean isFunction(MethodInsnNode call, int argument) {
        return argument < 0
                || !Type.getArgumentTypes(call.desc)[argument].getInternalName().equals("java/lang/Object");
    }

    /** Whether the stream that a stream's method returns may not have come to its end in this method. */
    private boolean outlives(MethodInsnNode call) {
        Type result = Type.getReturnType(call.desc);
        if (result.getSort() != Type.OBJECT || !isStream(result.getInternalName())) {
            return ITERATORS.contains(call.name);
        }
        return seen.add(call)
                && flow.uses(call).stream()
                        .anyMatch(use -> !(use.by() instanceof MethodInsnNode next)
                                || !isStream(next.owner)
                                || next.getOpcode() == Opcodes.INVOKESTATIC
                                || use.operand() != 0
                                || outlives(next));
    }

    private static boolean isStream(String name) {
        return name.startsWith("java/util/stream/") && name.endsWith("Stream");
    }

    private static boolean wraps(MethodInsnNode call) {
        return isWrapper(call.owner) || call.owner.equals("java/util/Map$Entry");
    }

    private static boolean isWrapper(String name) {
        return name.equals("java/util/stream/Collectors")
                || name.equals("java/util/Comparator")
                || name.startsWith("java/util/function/");
    }

    private static boolean isFunctional(Type type) {
        return type.getSort() == Type.OBJECT
                && (isWrapper(type.getInternalName()) || type.getInternalName().equals("java/util/stream/Collector"));
    }
}

package org.jurigged.controller.compile;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jurigged.reshape.ByteSearch;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.InnerClassNode;
import org.objectweb.asm.tree.MethodNode;

/**
 * Puts back into the classes of an {@link Abridged} source what was left out, from those that the whole source made last:
 * equal to what javac makes of the whole one but for the order of the constant pool.
 */
final class Unabridged {
    private static final String LAMBDA = "lambda$";
    private static final String DESERIALIZE = "$deserializeLambda$";

    private final Abridged abridged;
    private int filled;

    private Unabridged(Abridged abridged) {
        this.abridged = abridged;
    }

    /** Complete the classes of a source; empty when they and those that were made last don't fit together. */
    static Optional<List<Javac.Output>> of(Abridged abridged, List<Javac.Output> outputs) {
        Map<String, byte[]> last = abridged.made().classes();
        if (outputs.size() != last.size() || !outputs.stream().allMatch(output -> last.containsKey(output.name()))) {
            return Optional.empty();
        }
        Unabridged work = new Unabridged(abridged);
        List<Javac.Output> whole = new ArrayList<>();
        for (Javac.Output output : outputs) {
            Optional<byte[]> bytes = work.complete(output.bytes(), last.get(output.name()));
            if (bytes.isEmpty()) {
                return Optional.empty();
            }
            whole.add(new Javac.Output(output.name(), bytes.get(), output.source()));
        }
        return work.filled >= abridged.emptied() ? Optional.of(whole) : Optional.empty();
    }

    private Optional<byte[]> complete(byte[] shortened, byte[] last) {
        ClassReader reader = new ClassReader(shortened);
        ClassNode made = read(reader);
        ClassNode before = read(new ClassReader(last));
        if (made.version != before.version || !completeMethods(made, before)) {
            return Optional.empty(); // a preview feature, for one, marks the whole class (JEP 12)
        }
        if (sameElements(made.permittedSubclasses, before.permittedSubclasses)) {
            made.permittedSubclasses = before.permittedSubclasses; // javac's order depends on what it compiles along
        }
        byte[] complete = write(reader, made);
        List<InnerClassNode> missing = missing(before, made);
        if (!missing.isEmpty()) {
            byte[] code = complete;
            missing.removeIf(inner -> !ByteSearch.contains(code, inner.name));
            made.innerClasses.addAll(missing);
            complete = missing.isEmpty() ? code : write(reader, made);
        }
        return Optional.of(complete);
    }

    private static boolean sameElements(List<String> some, List<String> others) {
        return some != null && others != null && Set.copyOf(some).equals(Set.copyOf(others));
    }

    private static byte[] write(ClassReader origin, ClassNode made) {
        ClassWriter writer = new ClassWriter(origin, 0);
        made.accept(writer);
        return writer.toByteArray();
    }

    private static ClassNode read(ClassReader reader) {
        ClassNode node = new ClassNode();
        reader.accept(node, 0);
        return node;
    }

    private boolean completeMethods(ClassNode made, ClassNode before) {
        Map<String, MethodNode> earlier = new HashMap<>();
        Map<String, Integer> order = new HashMap<>();
        for (MethodNode method : before.methods) {
            order.put(key(method), order.size());
            earlier.put(key(method), method);
        }
        List<MethodNode> whole = new ArrayList<>();
        for (MethodNode method : made.methods) {
            MethodNode same = earlier.remove(key(method));
            boolean empty = isEmptied(method);
            if (same == null ? empty || !isRegenerated(method) : !isOfLambdas(method) && same.access != method.access) {
                return false;
            }
            filled += empty ? 1 : 0;
            whole.add(empty ? same : method);
        }
        for (MethodNode left : earlier.values()) {
            if (!isOfLambdas(left)) {
                return false;
            }
            if (abridged.functions()) {
                whole.add(left);
            }
        }
        if (abridged.functions()) {
            whole.sort(Comparator.comparingInt(method -> order.get(key(method))));
        }
        made.methods = whole;
        return true;
    }

    private static String key(MethodNode method) {
        return method.name + method.desc;
    }

    private static boolean isOfLambdas(MethodNode method) {
        return (method.access & Opcodes.ACC_SYNTHETIC) != 0
                && (method.name.startsWith(LAMBDA) || method.name.equals(DESERIALIZE));
    }

    /** A lambda that is compiled again may have another type. */
    private boolean isRegenerated(MethodNode method) {
        return isOfLambdas(method) && !abridged.functions();
    }

    /** What javac makes of {@code throw null;}. */
    private static boolean isEmptied(MethodNode method) {
        List<Integer> code = new ArrayList<>();
        for (AbstractInsnNode insn = method.instructions.getFirst();
                insn != null && code.size() <= 2;
                insn = insn.getNext()) {
            if (insn.getOpcode() >= 0) {
                code.add(insn.getOpcode());
            }
        }
        return code.equals(List.of(Opcodes.ACONST_NULL, Opcodes.ATHROW));
    }

    /** What may have to be listed again, for javac lists what a class mentions (JVMS 4.7.6); a shortened one mentions less. */
    private static List<InnerClassNode> missing(ClassNode before, ClassNode made) {
        Set<String> names = new HashSet<>();
        made.innerClasses.forEach(inner -> names.add(inner.name));
        return new ArrayList<>(before.innerClasses.stream()
                .filter(inner -> !names.contains(inner.name))
                .toList());
    }
}

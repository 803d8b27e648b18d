package org.jurigged.reshape;

import java.util.List;
import java.util.Map;
import org.jurigged.reshape.Schema.Member;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.ClassNode;

/** Enum constants: objects that the program holds, with ordinals and classes that stay (JLS 8.9.1). */
final class EnumRule {
    /** {@code EnumSet}s of enums with more constants are of another class. */
    private static final int SMALL_SET = 64;

    private EnumRule() {}

    /** Refuses what no change of constants can be; {@code renamed} has the former names of those that have another. */
    static void apply(Comparison comparison, Subject subject, Map<String, String> renamed) {
        Map<String, String> was = new EnumConstants(subject.live()).classes();
        Map<String, String> is = new EnumConstants(subject.latest()).classes();
        List<String> before = new EnumConstants(subject.live()).names();
        List<String> after = new EnumConstants(tree(subject.change().latest())).names();
        is.forEach((constant, type) -> {
            String former = renamed.getOrDefault(constant, constant);
            if (!before.contains(former)) {
                refuseBody(comparison, constant, Schema.binary(type));
            } else if (!type.equals(was.getOrDefault(former, type))) {
                comparison.refuse(
                        Code.J110,
                        constant(comparison, constant),
                        "the constant's body was added, removed or exchanged");
            }
        });
        if (isReordered(
                before, after.stream().map(c -> renamed.getOrDefault(c, c)).toList())) {
            comparison.refuseType(Code.J109, "constants reordered to " + String.join(", ", after));
        }
        if (before.size() <= SMALL_SET && after.size() > SMALL_SET) {
            comparison.refuseType(
                    Code.J107, "its sets have room for " + SMALL_SET + " constants, and there are more now");
        }
    }

    /** The class of a constant with a body extends the enum, which permits those only that it was loaded with. */
    private static void refuseBody(Comparison comparison, String constant, String type) {
        Schema loaded = comparison.loaded();
        List<String> permitted =
                loaded.attributes() == null ? List.of() : loaded.attributes().permittedSubclasses();
        boolean sealed = !permitted.isEmpty() && !permitted.contains(type);
        if (!type.equals(loaded.name()) && (loaded.is(Opcodes.ACC_FINAL) || sealed)) {
            comparison.refuse(
                    Code.J107,
                    constant(comparison, constant),
                    "it has a body, which is a class of its own, and the loaded enum permits no further one");
        }
    }

    /** Whether the constants that both versions have come in another order. */
    static boolean isReordered(List<String> was, List<String> is) {
        List<String> wasCommon = was.stream().filter(is::contains).toList();
        List<String> isCommon = is.stream().filter(was::contains).toList();
        return !wasCommon.equals(isCommon);
    }

    /** Whether the fields of constants that both versions have come in another order. */
    static boolean areReordered(List<Member> before, List<Member> after) {
        return isReordered(constants(before), constants(after));
    }

    private static ClassNode tree(byte[] classFile) {
        ClassNode node = new ClassNode();
        new ClassReader(classFile).accept(node, 0);
        return node;
    }

    private static String constant(Comparison comparison, String name) {
        return comparison.names().type(comparison.loaded().name()) + "." + name;
    }

    private static List<String> constants(List<Member> fields) {
        return fields.stream()
                .filter(f -> f.is(Opcodes.ACC_ENUM))
                .map(Member::name)
                .toList();
    }
}

package org.jurigged.reshape;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jurigged.reshape.Schema.Member;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.LdcInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.TypeInsnNode;

/** Enum constants: objects that the program holds, with ordinals and classes that stay (JLS 8.9.1). */
final class EnumRule {
    private EnumRule() {}

    static void apply(Comparison comparison) {
        Schema loaded = comparison.loaded();
        Schema latest = comparison.latest();
        List<String> added = missing(latest.fields(), loaded.fields());
        List<String> removed = missing(loaded.fields(), latest.fields());
        added.forEach(c -> comparison.refuse(Code.J107, constant(comparison, c), "enum constant added"));
        removed.forEach(c -> comparison.refuse(Code.J108, constant(comparison, c), "enum constant removed"));
        if (isReordered(loaded.fields(), latest.fields())) {
            comparison.refuseType(Code.J109, "constants reordered to " + String.join(", ", constants(latest.fields())));
        }
    }

    /** Refuses constants that a body was added to or taken from: the objects keep their class. */
    static void refuseBodies(Subject subject, Names names, List<Refusal> refusals) {
        Map<String, String> was = classes(subject.live());
        classes(subject.latest()).forEach((constant, type) -> {
            if (!type.equals(was.getOrDefault(constant, type))) {
                String definition = names.type(subject.loaded().name()) + "." + constant;
                refusals.add(new Refusal(Code.J110, definition, "the constant's body was added, removed or exchanged"));
            }
        });
    }

    /** Finds the class of each constant, by the constant's name: javac creates them with their name in front. */
    private static Map<String, String> classes(ClassNode node) {
        Map<String, String> classes = new LinkedHashMap<>();
        for (MethodNode method : node.methods) {
            if (method.name.equals("<clinit>")) {
                for (AbstractInsnNode insn : method.instructions) {
                    if (insn instanceof TypeInsnNode creation
                            && insn.getOpcode() == Opcodes.NEW
                            && insn.getNext().getNext() instanceof LdcInsnNode name) {
                        classes.putIfAbsent(String.valueOf(name.cst), creation.desc);
                    }
                }
            }
        }
        classes.keySet().retainAll(constants(Schema.of(node).fields()));
        return classes;
    }

    /** Whether the constants that both versions have come in another order. */
    static boolean isReordered(List<Member> before, List<Member> after) {
        List<String> was = constants(before);
        List<String> is = constants(after);
        List<String> wasCommon = was.stream().filter(is::contains).toList();
        List<String> isCommon = is.stream().filter(was::contains).toList();
        return !wasCommon.equals(isCommon);
    }

    private static String constant(Comparison comparison, String name) {
        return comparison.names().type(comparison.loaded().name()) + "." + name;
    }

    private static List<String> missing(List<Member> from, List<Member> in) {
        List<String> missing = new ArrayList<>(constants(from));
        missing.removeAll(constants(in));
        return missing;
    }

    private static List<String> constants(List<Member> fields) {
        return fields.stream()
                .filter(f -> f.is(Opcodes.ACC_ENUM))
                .map(Member::name)
                .toList();
    }
}

package org.jurigged.diff;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Finds out which type of the new version was which of the old version, among those declared side by side. */
final class TypePairs {
    /** Stands for a type's own name; no Java word contains it. */
    private static final String SELF = "#";

    private TypePairs() {}

    static Pairs<TypeNode> of(List<TypeNode> before, List<TypeNode> after) {
        Pairs<TypeNode> pairs = new Pairs<>(before, after);
        pairs.inOrder(TypeNode::binaryName);
        // A package that was renamed: the simple names are still there.
        pairs.unique(type -> true, TypePairs::named, TypePairs::named);
        pairs.unique(type -> true, TypePairs::nameless, TypePairs::nameless);
        return pairs;
    }

    private static Object named(TypeNode type) {
        return List.of(type.name(), nameless(type));
    }

    /** All code of a type, its own name left out wherever it occurs. */
    private static List<String> nameless(TypeNode type) {
        List<String> codes = new ArrayList<>();
        collect(type, Map.of(type.name(), SELF), codes);
        return codes;
    }

    private static void collect(TypeNode type, Map<String, String> names, List<String> codes) {
        codes.add(Words.replace(type.header(), names, names));
        for (Member member : type.members()) {
            codes.add(names.getOrDefault(member.name(), member.name()));
            codes.add(Words.replace(member.parameters() + member.header(), names, names));
            codes.add(Words.replace(member.body(), names, names));
        }
        for (TypeNode nested : type.types()) {
            codes.add(nested.name());
            collect(nested, names, codes);
        }
    }
}

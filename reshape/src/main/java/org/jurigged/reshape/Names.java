package org.jurigged.reshape;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import java.util.stream.Collectors;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.InnerClassNode;

/** Names as people read them, from what the InnerClasses attributes of a class say (JVMS 4.7.6). */
final class Names {
    private final Map<String, InnerClassNode> before;
    private final Map<String, InnerClassNode> after;
    private final Map<String, InnerClassNode> all = new HashMap<>();

    /** Takes the names from both versions of a class: a type that is gone is only in the old one. */
    Names(ClassNode live, ClassNode latest) {
        before = inner(live);
        after = inner(latest);
        all.putAll(before);
        all.putAll(after);
    }

    private static Map<String, InnerClassNode> inner(ClassNode node) {
        return node.innerClasses.stream().collect(Collectors.toMap(c -> Schema.binary(c.name), c -> c));
    }

    /** How a class is shown: {@code com.acme.Outer.Inner}; an anonymous or local class by its binary name. */
    String type(String binaryName) {
        InnerClassNode entry = all.get(binaryName);
        return entry == null || entry.outerName == null || entry.innerName == null
                ? binaryName
                : type(Schema.binary(entry.outerName)) + "." + entry.innerName;
    }

    /** What to say when some classes took the place of others. */
    String change(String what, List<String> was, List<String> is) {
        return Text.change(what, simple(was), simple(is));
    }

    /** The modifiers of the loaded class as its source has them. */
    int modifiersBefore(Schema loaded) {
        InnerClassNode entry = before.get(loaded.name());
        return entry == null ? loaded.access() : entry.access;
    }

    /** The modifiers of the latest class as its source has them. */
    int modifiersAfter(Schema latest) {
        InnerClassNode entry = after.get(latest.name());
        return entry == null ? latest.access() : entry.access;
    }

    /** The names without packages; {@code none} if there are none. */
    private String simple(List<String> binaryNames) {
        StringJoiner joined = new StringJoiner(", ").setEmptyValue("none");
        for (String name : binaryNames) {
            String shown = type(name);
            joined.add(shown.substring(shown.lastIndexOf('.') + 1));
        }
        return joined.toString();
    }
}

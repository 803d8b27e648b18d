package org.jurigged.reshape;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.StringJoiner;
import java.util.stream.Collectors;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.InnerClassNode;

/** Names as people read them, from what the InnerClasses attributes of a class say (JVMS 4.7.6). */
final class Names {
    private final Schema schema;
    private final Map<String, InnerClassNode> inner = new HashMap<>();
    private final Map<String, InnerClassNode> innerBefore;
    private final Set<String> mentionedNow = new HashSet<>();

    /** Takes the names from both versions of a class: a type that is gone is only in the old one. */
    Names(Schema schema, ClassNode live, ClassNode latest) {
        this.schema = schema;
        this.innerBefore = live.innerClasses.stream().collect(Collectors.toMap(c -> Schema.binary(c.name), c -> c));
        inner.putAll(innerBefore);
        latest.innerClasses.forEach(c -> inner.put(Schema.binary(c.name), c));
        latest.innerClasses.forEach(c -> mentionedNow.add(Schema.binary(c.name)));
    }

    /** How a class is shown: {@code com.acme.Outer.Inner}; an anonymous or local class by its binary name. */
    String type(String binaryName) {
        InnerClassNode entry = inner.get(binaryName);
        return entry == null || entry.outerName == null || entry.innerName == null
                ? binaryName
                : type(Schema.binary(entry.outerName)) + "." + entry.innerName;
    }

    /** How a class is shown where its package doesn't matter. */
    String simple(String binaryName) {
        String shown = type(binaryName);
        return shown.substring(shown.lastIndexOf('.') + 1);
    }

    /** The simple names of some classes; {@code none} if there are none. */
    String simple(List<String> binaryNames) {
        StringJoiner joined = new StringJoiner(", ").setEmptyValue("none");
        binaryNames.forEach(n -> joined.add(simple(n)));
        return joined.toString();
    }

    /** What to say when some classes took the place of others. */
    String change(String what, List<String> before, List<String> after) {
        return Text.change(what, simple(before), simple(after));
    }

    /** The names of some local classes as the source has them. */
    String local(List<String> binaryNames) {
        return binaryNames.stream().map(n -> inner.get(n).innerName).collect(Collectors.joining(", "));
    }

    String field(String name) {
        return type(schema.name()) + "." + name;
    }

    /** How a method, constructor or static initialiser of the class is shown. */
    String method(String name, String descriptor) {
        return switch (name) {
            case "<init>" -> type(schema.name()) + "." + simple(schema.name()) + parameters(name, descriptor);
            case "<clinit>" -> type(schema.name()) + ".<static>";
            default -> type(schema.name()) + "." + name + parameters(name, descriptor);
        };
    }

    /** The parameters as they are in the source, without those that javac puts in front. */
    String parameters(String name, String descriptor) {
        Type[] types = Type.getArgumentTypes(descriptor);
        StringJoiner joined = new StringJoiner(", ", "(", ")");
        for (int i = name.equals("<init>") ? implicitParameters(descriptor, types) : 0; i < types.length; i++) {
            joined.add(of(types[i]));
        }
        return joined.toString();
    }

    String of(Type type) {
        return switch (type.getSort()) {
            case Type.ARRAY -> of(type.getElementType()) + "[]".repeat(type.getDimensions());
            case Type.OBJECT -> simple(type.getClassName());
            default -> type.getClassName();
        };
    }

    /** The modifiers of the loaded class as its source has them. */
    int modifiersBefore(Schema loaded) {
        InnerClassNode entry = innerBefore.get(loaded.name());
        return entry == null ? loaded.access() : entry.access;
    }

    /** The modifiers of the latest class as its source has them. */
    int modifiersAfter(Schema latest) {
        return mentionedNow.contains(latest.name()) ? inner.get(latest.name()).access : latest.access();
    }

    boolean isAnonymous(String binaryName) {
        InnerClassNode entry = inner.get(binaryName);
        return entry != null && entry.innerName == null;
    }

    /** Whether a class is declared in a block: it is no member of another class. */
    boolean isAnonymousOrLocal(String binaryName) {
        InnerClassNode entry = inner.get(binaryName);
        return entry != null && entry.outerName == null;
    }

    /** Whether both versions of the class mention a nested class. */
    boolean isInBoth(String binaryName) {
        return innerBefore.containsKey(binaryName) && mentionedNow.contains(binaryName);
    }

    /** Whether javac made the class by itself. */
    boolean isHelper(String binaryName) {
        InnerClassNode entry = inner.get(binaryName);
        return entry != null && (entry.access & Opcodes.ACC_SYNTHETIC) != 0;
    }

    /** An enum's constructor starts with name and ordinal, an inner member class's with its outer instance. */
    private int implicitParameters(String descriptor, Type[] types) {
        if (schema.is(Opcodes.ACC_ENUM) && descriptor.startsWith("(Ljava/lang/String;I")) {
            return 2;
        }
        InnerClassNode entry = inner.get(schema.name());
        boolean hasOuterInstance = entry != null
                && entry.outerName != null
                && (entry.access & Opcodes.ACC_STATIC) == 0
                && types.length > 0
                && types[0].getSort() == Type.OBJECT
                && types[0].getInternalName().equals(entry.outerName);
        return hasOuterInstance ? 1 : 0;
    }
}

package org.jurigged.reshape.identity;

import java.util.List;
import java.util.function.Predicate;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.commons.Remapper;
import org.objectweb.asm.tree.FieldNode;

/** What objects of inner, local and anonymous classes hold of the code around: synthetic fields that a constructor fills. */
final class Captured {
    private Captured() {}

    /**
     * Whether objects of a class hold everything that a latest one's code reads: later ones (from JDK 18 on) have the
     * field with the outer instance only if they read it.
     */
    static boolean suffice(NestClass before, NestClass latest) {
        return latest.node().fields.stream()
                .filter(f -> isRead(latest, f))
                .allMatch(f -> has(before, f.name, d -> before.plain(d).equals(latest.plain(f.desc))));
    }

    /** As {@link #suffice(NestClass, NestClass)}, with the names that the latest version's classes have before. */
    static boolean suffice(NestClass before, NestClass latest, Remapper names) {
        return latest.node().fields.stream()
                .filter(f -> isRead(latest, f))
                .allMatch(f -> has(before, f.name, names.mapDesc(f.desc)::equals));
    }

    /** The descriptors of the constructors under other names of types. */
    static List<String> constructors(NestClass type, Remapper names) {
        return type.node().methods.stream()
                .filter(m -> m.name.equals("<init>"))
                .map(m -> names.mapMethodDesc(m.desc))
                .sorted()
                .toList();
    }

    private static boolean isRead(NestClass type, FieldNode field) {
        return isCaptured(field) && type.nest().reads(type.name(), field.name);
    }

    private static boolean has(NestClass type, String name, Predicate<String> descriptor) {
        return type.node().fields.stream()
                .anyMatch(f -> isCaptured(f) && f.name.equals(name) && descriptor.test(f.desc));
    }

    private static boolean isCaptured(FieldNode field) {
        return (field.access & Opcodes.ACC_SYNTHETIC) != 0
                && (field.name.startsWith("val$") || field.name.startsWith("this$"));
    }
}

package org.jurigged.reshape;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jurigged.reshape.Schema.Member;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.InsnNode;
import org.objectweb.asm.tree.MethodNode;

/**
 * Brings the latest class into the loaded schema as far as that changes nothing in what it does.
 *
 * <p>That is: the order of fields and of interfaces, the static initialiser's existence, and the field that assertions
 * need. The code of an initialiser never runs again in a loaded class, so that it can be left out or be empty.
 */
final class Normaliser {
    private static final String STATIC_INITIALISER = "<clinit>";

    private Normaliser() {}

    /** Adapts a subject whose schema differs; one whose schema doesn't is left alone. */
    static void apply(Subject subject) {
        if (SchemaEquality.holds(subject.loaded(), subject.schema())) {
            return;
        }
        boolean changed = Assertions.apply(subject.loaded(), subject.latest());
        changed |= orderInterfaces(subject.loaded(), subject.latest());
        changed |= orderFields(subject.loaded(), subject.schema(), subject.latest());
        boolean dropped = dropInitialiser(subject.loaded(), subject.latest());
        changed |= dropped || addInitialiser(subject.loaded(), subject.latest());
        if (dropped) {
            subject.initialiserDropped();
        }
        if (changed) {
            subject.adapted();
        }
    }

    /** The order has no meaning for a class that is linked already. */
    private static boolean orderInterfaces(Schema loaded, ClassNode latest) {
        List<String> order =
                loaded.interfaces().stream().map(n -> n.replace('.', '/')).toList();
        boolean reordered = !order.equals(latest.interfaces)
                && order.size() == latest.interfaces.size()
                && new HashSet<>(order).equals(new HashSet<>(latest.interfaces));
        if (reordered) {
            latest.interfaces = new ArrayList<>(order);
        }
        return reordered;
    }

    /** The order of an enum's constants has a meaning: their ordinals (JLS 8.9.3). */
    private static boolean orderFields(Schema loaded, Schema schema, ClassNode latest) {
        if (EnumRule.areReordered(loaded.fields(), schema.fields())) {
            return false;
        }
        Map<String, Integer> order = new LinkedHashMap<>();
        loaded.fields().forEach(f -> order.put(f.name(), order.size()));
        List<String> before = latest.fields.stream().map(f -> f.name).toList();
        latest.fields.sort(Comparator.comparingInt(f -> order.getOrDefault(f.name, Integer.MAX_VALUE)));
        return !before.equals(latest.fields.stream().map(f -> f.name).toList());
    }

    private static boolean dropInitialiser(Schema loaded, ClassNode latest) {
        return !hasInitialiser(loaded) && latest.methods.removeIf(m -> m.name.equals(STATIC_INITIALISER));
    }

    private static boolean addInitialiser(Schema loaded, ClassNode latest) {
        Set<String> names = new HashSet<>();
        latest.methods.forEach(m -> names.add(m.name));
        if (!hasInitialiser(loaded) || names.contains(STATIC_INITIALISER)) {
            return false;
        }
        int access = loaded.methods().stream()
                .filter(m -> m.name().equals(STATIC_INITIALISER))
                .findFirst()
                .map(Member::access)
                .orElse(Opcodes.ACC_STATIC);
        MethodNode empty = new MethodNode(access, STATIC_INITIALISER, "()V", null, null);
        empty.instructions.add(new InsnNode(Opcodes.RETURN));
        latest.methods.add(empty);
        return true;
    }

    private static boolean hasInitialiser(Schema schema) {
        return schema.methods().stream().anyMatch(m -> m.name().equals(STATIC_INITIALISER));
    }
}

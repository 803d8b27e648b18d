package org.jurigged.reshape.form;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jurigged.reshape.form.TypeInfo.Member;
import org.jurigged.reshape.form.World.Found;
import org.objectweb.asm.Opcodes;

/**
 * Who overrides whom where the JVM's own selection of methods (JVMS 5.4.6) can't know it.
 *
 * <p>A method in a companion looks at its receiver's class itself. A method of a loaded class that is overridden by one in
 * a companion gets a prologue that does so. Both ask the most derived class first, classes before interfaces.
 */
final class Dispatch {
    private final World world;
    private final Places places;
    private final Map<String, Set<String>> prologues = new HashMap<>();
    private final Map<String, Set<String>> entries = new HashMap<>();

    Dispatch(World world, Places places) {
        this.world = world;
        this.places = places;
    }

    /** Finds the overriders among the edited and the loaded classes. */
    void compute() {
        for (TypeInfo type : world.editedTypes()) {
            // One that the JVM has as it is stays in its class.
            for (Member method : type.otherMethods()) {
                if (method.isVirtual() && places.ofMethod(type, method) instanceof Place.InCompanion) {
                    register(type, method);
                }
            }
        }
    }

    private void register(TypeInfo type, Member method) {
        String key = method.name() + method.type();
        for (String name : world.supertypes(type.name)) {
            TypeInfo ancestor = world.type(name);
            Member overridden = ancestor == null ? null : ancestor.method(key);
            if (overridden != null
                    && overrides(type, ancestor, overridden)
                    && places.ofMethod(ancestor, overridden) instanceof Place.InCompanion) {
                add(entries, name, key, type.name);
            }
        }
        Found inJvm = world.physicalMethod(type.name, key);
        if (inJvm != null
                && !inJvm.type().equals(type)
                && overrides(type, inJvm.type(), inJvm.member())
                // One that was static in the JVM has no receiver to look at: its companion looks.
                && !inJvm.type().physicalMethod(key).is(Opcodes.ACC_ABSTRACT | Opcodes.ACC_STATIC)
                && !LibraryHooks.isNeverAsked(inJvm.type().name, key)) {
            add(prologues, inJvm.type().name, key, type.name);
        }
        for (String name : world.loadedSubtypes(type.name)) {
            TypeInfo subtype = world.type(name);
            Member overrider = subtype == null ? null : subtype.method(key);
            if (overrider != null
                    && overrider.isVirtual()
                    && overrides(subtype, type, method)
                    && places.ofMethod(subtype, overrider) instanceof Place.InClass) {
                add(entries, type.name, key, name);
            } else if (overrider == null && subtype != null && type.isInterface() && !subtype.isInterface()) {
                Found inherited = world.method(name, key);
                // A class's method comes before an interface's, also if the class doesn't know the interface.
                if (inherited != null && !inherited.type().isInterface()) {
                    add(entries, type.name, key, name);
                }
            }
        }
    }

    /** A package-private method is overridden in its package only (JVMS 5.4.5). */
    private static boolean overrides(TypeInfo type, TypeInfo ancestor, Member overridden) {
        return overridden.isVirtual()
                && (overridden.is(Opcodes.ACC_PUBLIC | Opcodes.ACC_PROTECTED)
                        || ancestor.packageName().equals(type.packageName()));
    }

    private static void add(Map<String, Set<String>> map, String type, String key, String overrider) {
        map.computeIfAbsent(type + '.' + key, k -> new TreeSet<>()).add(overrider);
    }

    /** Whether a loaded class's method has to look for overriders. */
    boolean hasPrologue(TypeInfo type, String key) {
        return prologues.containsKey(type.name + '.' + key);
    }

    /** Returns the overriders that a loaded class's method has to look for, in order. */
    List<TypeInfo> prologue(TypeInfo type, String key) {
        return ordered(prologues.getOrDefault(type.name + '.' + key, Set.of()));
    }

    /** Returns the overriders that a companion's method has to look for, in order. */
    List<TypeInfo> entry(TypeInfo type, String key) {
        return ordered(entries.getOrDefault(type.name + '.' + key, Set.of()));
    }

    private List<TypeInfo> ordered(Set<String> names) {
        List<TypeInfo> types = new ArrayList<>();
        names.forEach(name -> types.add(world.type(name)));
        types.sort(Comparator.comparing(TypeInfo::isInterface)
                .thenComparingInt(type -> -world.supertypes(type.name).size())
                .thenComparing(type -> type.name));
        return types;
    }

    /** Returns the classes whose methods need a prologue, with the keys of those methods. */
    Map<String, Set<String>> prologues() {
        Map<String, Set<String>> byType = new HashMap<>();
        for (String method : prologues.keySet()) {
            int dot = method.indexOf('.');
            byType.computeIfAbsent(method.substring(0, dot), t -> new TreeSet<>())
                    .add(method.substring(dot + 1));
        }
        return byType;
    }
}

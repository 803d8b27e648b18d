package org.jurigged.reshape.form;

import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jurigged.reshape.Surroundings;
import org.jurigged.reshape.form.TypeInfo.Member;
import org.objectweb.asm.Opcodes;

/**
 * The classes that one class loader sees, as the source has them today; finds members as a JVM does (JVMS 5.4.3).
 * Thread-safe.
 */
final class World {
    private static final String OBJECT = "java/lang/Object";

    private final Map<String, TypeInfo> edited;
    private final Surroundings surroundings;
    private final Map<String, Optional<TypeInfo>> others = new ConcurrentHashMap<>();
    private final Map<String, Set<String>> supertypes = new ConcurrentHashMap<>();
    private final Map<String, Set<String>> loadedSubtypes = new ConcurrentHashMap<>();
    private Map<String, Set<String>> editedSubtypes;
    private Set<String> shutTypes;

    /** {@code edited} has every class that was ever edited, by internal name; it isn't changed from here on. */
    World(Map<String, TypeInfo> edited, Surroundings surroundings) {
        this.edited = edited;
        this.surroundings = surroundings;
    }

    /** A member and the class that declares it. */
    record Found(TypeInfo type, Member member) {}

    /** Returns a class by internal name; {@code null} if it isn't known. */
    TypeInfo type(String name) {
        TypeInfo type = edited.get(name);
        if (type != null || name.startsWith("[")) {
            return type;
        }
        return others.computeIfAbsent(
                        name, n -> surroundings.classFile(n.replace('/', '.')).map(file -> KnownTypes.of(n, file)))
                .orElse(null);
    }

    /** Whether a class is this loader's own: not the platform's, nor a parent's. */
    boolean isOfLoader(String name) {
        return edited.containsKey(name) || surroundings.isLoaded(name.replace('/', '.'));
    }

    boolean isEdited(String name) {
        return edited.containsKey(name);
    }

    Iterable<TypeInfo> editedTypes() {
        return edited.values();
    }

    /** Returns the classes that are public today and were not when they were loaded. */
    synchronized Set<String> shutTypes() {
        if (shutTypes == null) {
            shutTypes = new HashSet<>();
            for (TypeInfo type : edited.values()) {
                if ((type.access & Opcodes.ACC_PUBLIC) != 0 && !type.isPhysicallyPublic()) {
                    shutTypes.add(type.name);
                }
            }
        }
        return shutTypes;
    }

    /** Finds the method that a reference means today; {@code null} if there is none or a class isn't known. */
    Found method(String owner, String key) {
        return find(owner, type -> type.method(key) != null, key, false);
    }

    /** Finds the method that a reference would mean in what the JVM has. */
    Found physicalMethod(String owner, String key) {
        return find(owner, type -> type.physicalMethod(key) != null, key, true);
    }

    private Found find(String owner, Predicate<TypeInfo> has, String key, boolean physical) {
        for (TypeInfo type = type(owner); type != null; type = superclass(type)) {
            if (has.test(type)) {
                return found(type, key);
            }
        }
        TypeInfo start = type(owner);
        if (start == null) {
            return null;
        }
        if (start.isInterface() && has.test(object(start))) {
            return found(type(OBJECT), key);
        }
        return inInterfaces(physical ? physicalSupertypes(owner) : supertypes(owner), has, key);
    }

    private TypeInfo object(TypeInfo fallback) {
        TypeInfo object = type(OBJECT);
        return object == null ? fallback : object;
    }

    private static Found found(TypeInfo type, String key) {
        Member member = type.method(key);
        return new Found(type, member == null ? type.physicalMethod(key) : member);
    }

    /** Of several interfaces that have the method the most specific one counts, and one with code before others. */
    private Found inInterfaces(Set<String> supertypes, Predicate<TypeInfo> has, String key) {
        Found best = null;
        for (String name : supertypes) {
            TypeInfo type = type(name);
            if (type != null && type.isInterface() && has.test(type)) {
                Found found = found(type, key);
                if (found.member().is(Opcodes.ACC_PRIVATE | Opcodes.ACC_STATIC)) {
                    continue;
                }
                if (best == null || isSubtype(name, best.type().name) || isBetter(found, best)) {
                    best = found;
                }
            }
        }
        return best;
    }

    private boolean isBetter(Found found, Found best) {
        return best.member().is(Opcodes.ACC_ABSTRACT)
                && !found.member().is(Opcodes.ACC_ABSTRACT)
                && !isSubtype(best.type().name, found.type().name);
    }

    /** Finds the field that a reference means today; {@code null} if there is none or a class isn't known. */
    Found field(String owner, String key) {
        return field(owner, key, false);
    }

    /** Finds the field that a reference would mean in what the JVM has. */
    Found physicalField(String owner, String key) {
        return field(owner, key, true);
    }

    private Found field(String owner, String key, boolean physical) {
        for (TypeInfo type = type(owner); type != null; type = superclass(type)) {
            Member member = physical ? type.physicalField(key) : type.field(key);
            if (member != null) {
                return new Found(type, member);
            }
            for (String superInterface : physical ? type.physicalInterfaces() : type.interfaces) {
                Found found = field(superInterface, key, physical);
                if (found != null) {
                    return found;
                }
            }
        }
        return null;
    }

    /** Returns the nest that the JVM takes a class for a member of: private members are open to it (JVMS 5.4.4). */
    String nest(TypeInfo type) {
        String host = type.claimedNest();
        if (host.equals(type.name)) {
            return host;
        }
        TypeInfo hostType = type(host);
        return hostType == null || hostType.hasNestMember(type.name) ? host : type.name;
    }

    TypeInfo superclass(TypeInfo type) {
        return type.superName == null ? null : type(type.superName);
    }

    /** Returns all supertypes, the class itself excluded, nearer ones first. */
    Set<String> supertypes(String name) {
        return supertypes.computeIfAbsent(name, n -> Collections.unmodifiableSet(supertypes(n, TypeInfo::supers)));
    }

    /** Returns all supertypes that the JVM knows of, the class itself excluded, nearer ones first. */
    Set<String> physicalSupertypes(String name) {
        return supertypes(name, TypeInfo::physicalSupers);
    }

    private Set<String> supertypes(String name, Function<TypeInfo, List<String>> supers) {
        Set<String> all = new LinkedHashSet<>();
        Deque<String> open = new ArrayDeque<>();
        open.add(name);
        while (!open.isEmpty()) {
            TypeInfo type = type(open.remove());
            if (type != null) {
                for (String next : supers.apply(type)) {
                    if (all.add(next)) {
                        open.add(next);
                    }
                }
            }
        }
        return all;
    }

    boolean isSubtype(String name, String of) {
        return name.equals(of) || of.equals(OBJECT) || supertypes(name).contains(of);
    }

    /** Returns the classes that were made at run time to stand for a type, with their supertypes; all binary names. */
    Map<String, List<String>> standIns(String name) {
        return surroundings.standIns(name.replace('/', '.'));
    }

    /** Returns the loaded subtypes of a class, edited ones included, in no order. */
    Set<String> loadedSubtypes(String name) {
        return loadedSubtypes.computeIfAbsent(name, n -> {
            Set<String> all = new HashSet<>();
            surroundings.loadedSubtypes(n.replace('/', '.')).forEach(loaded -> all.add(loaded.replace('.', '/')));
            all.addAll(editedSubtypes(n));
            return Collections.unmodifiableSet(all);
        });
    }

    private synchronized Set<String> editedSubtypes(String name) {
        if (name.equals(OBJECT)) {
            return edited.keySet();
        }
        if (editedSubtypes == null) {
            editedSubtypes = new HashMap<>();
            for (String type : edited.keySet()) {
                for (String above : supertypes(type)) {
                    editedSubtypes.computeIfAbsent(above, n -> new HashSet<>()).add(type);
                }
            }
        }
        return editedSubtypes.getOrDefault(name, Set.of());
    }
}

package org.jurigged.reshape.identity;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.function.Predicate;
import org.objectweb.asm.Attribute;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.MethodNode;

/**
 * Which lambdas, anonymous and local classes, and other members with numbers of a latest nest are the ones the program has
 * already, and what each is called for good.
 *
 * <p>All class names are internal names. What keeps its identity has the name it had before. What is new keeps javac's
 * name unless something else has it or ever had it. The renaming is one to one. Not thread-safe.
 */
public final class Identities {
    private final Collection<ClassNode> latest;
    private final Map<String, String> classes = new HashMap<>();
    private final Map<String, Map<String, String>> methods = new HashMap<>();
    private final Map<String, Set<String>> newMethods = new HashMap<>();
    private final Map<String, Set<String>> goneMethods = new HashMap<>();
    private final Set<String> newClasses;
    private final Set<String> goneClasses;
    private final Renamer renamer;

    private Identities(Map<String, ClassNode> before, Map<String, ClassNode> latest, Map<String, String> classes) {
        this.latest = latest.values();
        latest.keySet().forEach(n -> this.classes.put(n, classes.getOrDefault(n, n)));
        this.renamer = new Renamer(this.classes);
        this.newClasses = new LinkedHashSet<>(this.classes.values());
        this.goneClasses = new LinkedHashSet<>(before.keySet());
        newClasses.removeAll(before.keySet());
        goneClasses.removeAll(this.classes.values());
    }

    /**
     * Finds who is who in a nest.
     *
     * @param before the classes of the nest as they run now, under their lasting names; they may have members, and there
     *     may be classes among them, that were removed earlier: those are found again when they come back
     * @param latest what javac made of today's source of the nest
     * @param takenClass whether a class of an internal name exists or ever existed
     * @param takenMethod whether a class, by lasting name, has or ever had a method of a name and descriptor, which come
     *     as one string
     */
    public static Identities find(
            Map<String, ClassNode> before,
            Map<String, ClassNode> latest,
            Predicate<String> takenClass,
            BiPredicate<String, String> takenMethod) {
        return find(before, latest, takenClass, takenMethod, false);
    }

    /** As {@link #find}, but all classes keep the names they have: for a part of a nest, the rest of which isn't known. */
    public static Identities findMethods(
            Map<String, ClassNode> before, Map<String, ClassNode> latest, BiPredicate<String, String> takenMethod) {
        return find(before, latest, name -> true, takenMethod, true);
    }

    /**
     * Whether a method has the same code in two versions of its class, its lambdas' included, whatever their numbers are.
     *
     * @param method its name and descriptor; no if one of the versions hasn't got it
     */
    public static boolean haveSameCode(ClassNode before, ClassNode latest, String method) {
        OptionalLong was = fingerprint(before, method);
        return was.isPresent() && was.equals(fingerprint(latest, method));
    }

    private static OptionalLong fingerprint(ClassNode node, String method) {
        NestClass type = Nest.of(List.of(node)).get(node.name);
        return node.methods.stream()
                .filter(m -> method.equals(m.name + m.desc))
                .mapToLong(m -> type.code(m).fingerprint())
                .findFirst();
    }

    private static Identities find(
            Map<String, ClassNode> before,
            Map<String, ClassNode> latest,
            Predicate<String> takenClass,
            BiPredicate<String, String> takenMethod,
            boolean methodsOnly) {
        if (!Numbers.areIn(before.values()) && !Numbers.areIn(latest.values())) {
            return new Identities(before, latest, Map.of());
        }
        Nest old = Nest.of(before.values());
        Nest nest = Nest.of(latest.values());
        if (methodsOnly) {
            Pairing.pairLambdas(old, nest);
            Agreement.reachInLambdas(old, nest);
        } else {
            Pairing.pair(old, nest);
            Agreement.reach(old, nest);
        }
        LastingNames names = new LastingNames(old, nest, takenClass, takenMethod);
        Identities identities = new Identities(before, latest, methodsOnly ? Map.of() : names.classes());
        nest.classes().forEach(c -> identities.addMethods(c, names));
        identities.compareMethods(before.values());
        return identities;
    }

    private void addMethods(NestClass type, LastingNames names) {
        Map<String, String> access = Map.of();
        if (!type.isOpen()) {
            NestClass old = (NestClass) type.partner();
            access = AccessMethods.names(old, type, renamer);
            renamer.addConstructors(old.name(), AccessMethods.constructors(old, type, renamer));
        }
        Map<String, String> found = names.methods(type, classes.get(type.name()), access, renamer);
        methods.put(type.name(), Map.copyOf(found));
        renamer.addMethods(type.name(), found);
    }

    private void compareMethods(Collection<ClassNode> before) {
        for (ClassNode node : latest) {
            Set<String> keys = newMethods.computeIfAbsent(classes.get(node.name), k -> new LinkedHashSet<>());
            Map<String, String> names = methods.get(node.name);
            for (MethodNode method : node.methods) {
                String name = names.get(method.name + method.desc);
                if (name != null) {
                    keys.add(name + renamer.mapMethodDesc(method.desc));
                }
            }
        }
        for (ClassNode node : before) {
            Set<String> had = Numbers.methods(node);
            Set<String> has = newMethods.getOrDefault(node.name, new LinkedHashSet<>());
            List<String> common = new ArrayList<>(had);
            common.retainAll(has);
            common.forEach(had::remove);
            common.forEach(has::remove);
            goneMethods.put(node.name, had);
        }
    }

    /** Whether any latest class is to be renamed, or anything in one. */
    public boolean renamesAnything() {
        return renamer.renamesAnything();
    }

    /** The lasting names of all latest classes, by the names that javac gave them. */
    public Map<String, String> classNames() {
        return Map.copyOf(classes);
    }

    /** The lasting names of a latest class's numbered methods, by the name and descriptor that javac gave them. */
    public Map<String, String> methodNames(String latestClass) {
        return methods.getOrDefault(latestClass, Map.of());
    }

    /** The classes, by lasting name, that the nest didn't have. */
    public Set<String> newClasses() {
        return Set.copyOf(newClasses);
    }

    /** The classes, by lasting name, that the nest no longer has. */
    public Set<String> goneClasses() {
        return Set.copyOf(goneClasses);
    }

    /** The numbered methods, by lasting name and descriptor, that a class didn't have; the class comes by lasting name. */
    public Set<String> newMethods(String className) {
        return Set.copyOf(newMethods.getOrDefault(className, Set.of()));
    }

    /** The numbered methods that a class no longer has, in the same form. */
    public Set<String> goneMethods(String className) {
        return Set.copyOf(goneMethods.getOrDefault(className, Set.of()));
    }

    /** The latest classes under their lasting names, in the order in which they came. */
    public List<ClassNode> renamed() {
        return latest.stream().map(this::renamed).toList();
    }

    /**
     * A class of the same source under its lasting name, as compiled for the latest version or with other options.
     *
     * @return the class itself if nothing in it has another name; otherwise a copy
     */
    public ClassNode renamed(ClassNode node) {
        return renamer.renamesAnything() ? renamer.apply(node) : node;
    }

    /** Reads a class of the same source under its lasting name, with attributes whose labels a copy would lose. */
    public ClassNode read(ClassReader reader, Attribute[] prototypes, int flags) {
        return renamer.read(reader, prototypes, flags);
    }
}

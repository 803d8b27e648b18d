package org.jurigged.reshape.identity;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.function.Predicate;
import org.objectweb.asm.tree.MethodNode;

/**
 * Gives everything its name: what has a partner has the partner's, and what is new keeps its own as long as nothing else
 * ever had it.
 *
 * <p>Otherwise it gets a number that starts with 0: javac makes no such number, and no name in a source starts with a digit.
 */
final class LastingNames {
    private final Nest before;
    private final Nest latest;
    private final Predicate<String> takenClass;
    private final BiPredicate<String, String> takenMethod;
    private final Map<String, String> classes = new HashMap<>();
    private final Set<String> given = new HashSet<>();

    LastingNames(Nest before, Nest latest, Predicate<String> takenClass, BiPredicate<String, String> takenMethod) {
        this.before = before;
        this.latest = latest;
        this.takenClass = takenClass;
        this.takenMethod = takenMethod;
    }

    /** The lasting name of each latest class, by internal name. */
    Map<String, String> classes() {
        latest.classes().stream().filter(c -> !c.isOpen()).forEach(c -> give(c, ((NestClass) c.partner()).name()));
        latest.classes().stream().filter(this::hasOwnName).forEach(c -> give(c, c.name()));
        latest.classes().forEach(this::name);
        return classes;
    }

    private void give(NestClass type, String name) {
        if (classes.putIfAbsent(type.name(), name) == null && !given.add(name)) {
            throw new IllegalStateException("two classes would be " + name);
        }
    }

    /** Whether a class is called as the source says. */
    private boolean hasOwnName(NestClass type) {
        if (type.isNumbered()) {
            return false;
        }
        NestClass enclosing = type.enclosing() == null ? null : latest.get(type.enclosing());
        return enclosing == null || hasOwnName(enclosing);
    }

    private String name(NestClass type) {
        String known = classes.get(type.name());
        if (known != null) {
            return known;
        }
        NestClass enclosing = latest.get(type.enclosing());
        String prefix = enclosing == null ? prefix(type) : name(enclosing);
        String name = enclosing == null
                ? type.name()
                : prefix + type.name().substring(enclosing.name().length());
        for (int number = 1; isTaken(name); number++) {
            name = prefix + "$0" + number + (type.simpleName() == null ? "" : type.simpleName());
        }
        give(type, name);
        return name;
    }

    /** The name of an enclosing class that isn't known, as far as it can be told. */
    private static String prefix(NestClass type) {
        return type.enclosing() != null && type.name().startsWith(type.enclosing() + "$")
                ? type.enclosing()
                : type.name().substring(0, Math.max(type.name().lastIndexOf('$'), 1));
    }

    private boolean isTaken(String name) {
        return given.contains(name) || before.get(name) != null || takenClass.test(name);
    }

    /**
     * The lasting names of the numbered methods of a class, by latest name and descriptor; no two of them are equal, as
     * serialized lambdas are told by name.
     *
     * @param owner the lasting name of the class
     * @param access those of the access methods that have a partner
     */
    Map<String, String> methods(NestClass type, String owner, Map<String, String> access, Renamer renamer) {
        Map<String, String> names = new HashMap<>(access);
        type.lambdas().stream()
                .filter(l -> !l.isOpen())
                .forEach(l -> names.put(l.key(), ((Lambda) l.partner()).method().name));
        Set<String> used = new HashSet<>(names.values());
        type.node().methods.stream().filter(m -> !Numbers.isNumbered(m)).forEach(m -> used.add(m.name));
        if (type.partner() != null) {
            ((NestClass) type.partner()).node().methods.forEach(m -> used.add(m.name));
        }
        for (MethodNode method : type.node().methods) {
            String key = method.name + method.desc;
            if (Numbers.isNumbered(method) && !names.containsKey(key)) {
                String descriptor = renamer.mapMethodDesc(method.desc);
                names.put(key, free(method.name, n -> used.contains(n) || takenMethod.test(owner, n + descriptor)));
                used.add(names.get(key));
            }
        }
        return names;
    }

    private static String free(String own, Predicate<String> isTaken) {
        String name = own;
        for (int number = 1; isTaken.test(name); number++) {
            name = own.substring(0, own.lastIndexOf('$')) + "$0" + number;
        }
        return name;
    }
}

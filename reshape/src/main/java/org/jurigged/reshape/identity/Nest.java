package org.jurigged.reshape.identity;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.objectweb.asm.Handle;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.MethodNode;

/** One version of the classes that have one outermost class, and where in their code the numbered ones stand. */
final class Nest {
    private final Map<String, NestClass> classes = new LinkedHashMap<>();
    private final Map<String, Code> accesses = new HashMap<>();
    private final Map<String, MethodNode> accessMethods = new HashMap<>();
    private final Set<String> reads = new HashSet<>();
    private final PlainNames names;
    private final Tokens tokens = new Tokens(this);

    private Nest(Collection<ClassNode> nodes) {
        nodes.forEach(n -> classes.put(n.name, new NestClass(this, n)));
        Map<String, String> plain = new HashMap<>();
        classes.values().forEach(c -> addPlain(c, plain));
        names = new PlainNames(plain);
        nodes.forEach(n -> n.methods.stream()
                .filter(AccessMethods::isAccess)
                .forEach(m -> accessMethods.put(n.name + '.' + m.name + m.desc, m)));
    }

    /** Reads a version of a nest; classes of it that aren't given are taken as any other class. */
    static Nest of(Collection<ClassNode> nodes) {
        Nest nest = new Nest(nodes);
        Scan scan = new Scan(nest);
        nest.classes.values().forEach(scan::read);
        nest.classes.values().stream()
                .filter(c -> c.kind() == NestClass.Kind.LOCAL && c.node().outerClass != null)
                .sorted(Comparator.comparingInt((NestClass c) -> c.name().length())
                        .thenComparing(NestClass::name))
                .forEach(nest::standInMethod);
        return nest;
    }

    /** A local class stands in a method; the code of that doesn't say where (JVMS 4.7.7). */
    private void standInMethod(NestClass local) {
        NestClass owner = classes.get(local.enclosing());
        if (owner != null) {
            String method = local.node().outerMethod;
            Place place = method == null ? owner.placeOf("", "") : owner.placeOf(method, local.node().outerMethodDesc);
            local.stand(place, null, Site.NONE);
        }
    }

    Collection<NestClass> classes() {
        return classes.values();
    }

    NestClass get(String internalName) {
        return classes.get(internalName);
    }

    /** The named classes that are declared in a class's body. */
    List<NestClass> membersOf(NestClass type) {
        return classes.values().stream()
                .filter(c -> c.kind() == NestClass.Kind.MEMBER && type.name().equals(c.enclosing()))
                .toList();
    }

    PlainNames names() {
        return names;
    }

    Tokens tokens() {
        return tokens;
    }

    /** The lambda whose body a handle names; {@code null} if it names none. */
    Lambda lambda(Handle handle) {
        NestClass owner = classes.get(handle.getOwner());
        return owner == null ? null : owner.lambda(handle.getName() + handle.getDesc());
    }

    /** The code of an access method; {@code null} if the method called is none. */
    Code access(String owner, String key) {
        if (accessMethods.isEmpty()) {
            return null;
        }
        String full = owner + '.' + key;
        MethodNode method = accessMethods.get(full);
        Code known = accesses.get(full);
        if (method != null && known == null) {
            accesses.put(full, new Code(0, Bag.EMPTY)); // for a method that calls itself, which no compiler makes
            known = Code.of(method, tokens);
            accesses.put(full, known);
        }
        return known;
    }

    void addRead(String owner, String field) {
        reads.add(owner + '.' + field);
    }

    /** Whether any code of the nest reads an instance field. */
    boolean reads(String owner, String field) {
        return reads.contains(owner + '.' + field);
    }

    /** All that has a number, in the order of classes and code. */
    List<Item> items() {
        List<Item> items = new ArrayList<>();
        for (NestClass type : classes.values()) {
            if (type.isNumbered()) {
                items.add(type);
            }
            items.addAll(type.lambdas());
        }
        return items;
    }

    private void addPlain(NestClass type, Map<String, String> plain) {
        String name = plainName(type);
        if (!name.equals(type.name())) {
            plain.put(type.name(), name);
        }
    }

    /** A sharp in place of the number: no compiler puts one into a name. */
    private String plainName(NestClass type) {
        return switch (type.kind()) {
            case TOP_LEVEL -> type.name();
            case LOCAL -> "#" + type.simpleName();
            case ANONYMOUS, HELPER -> "#";
            case MEMBER -> {
                NestClass outer = classes.get(type.enclosing());
                String plain = outer == null ? type.enclosing() : plainName(outer);
                yield plain.equals(type.enclosing()) ? type.name() : plain + "$" + type.simpleName();
            }
        };
    }
}

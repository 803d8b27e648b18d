package org.jurigged.bench.random.model;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jurigged.bench.random.model.Member.Method;
import org.jurigged.bench.random.model.Member.Type;

/** Abstract methods, and who implements them. */
public final class Abstracts {
    private Abstracts() {}

    /** Returns the abstract methods, one of each family, that a type has no body for. */
    public static List<Method> unimplemented(Hierarchy hierarchy, Type type) {
        Map<Integer, Method> wanted = new LinkedHashMap<>();
        for (Type above : hierarchy.lineage(type)) {
            above.all(Method.class).stream()
                    .filter(m -> m.is(Flag.ABSTRACT))
                    .forEach(m -> wanted.putIfAbsent(m.family(), m));
        }
        List<Method> missing = new ArrayList<>();
        for (Method method : wanted.values()) {
            if (!implemented(hierarchy, type, method.family())) {
                missing.add(method);
            }
        }
        return missing;
    }

    /** A class's method, abstract or not, wins over those of interfaces; the nearest interface's over those above it. */
    private static boolean implemented(Hierarchy hierarchy, Type type, int family) {
        Optional<Type> at = Optional.of(type);
        while (at.isPresent()) {
            Optional<Method> own = of(at.get(), family);
            if (own.isPresent()) {
                boolean reachable = !own.get().is(Flag.STATIC) && !own.get().is(Flag.PRIVATE);
                return reachable && !own.get().is(Flag.ABSTRACT) && visibleEnough(hierarchy, type, at.get(), own.get());
            }
            at = hierarchy.superclass(at.get());
        }
        List<Type> declaring = hierarchy.lineage(type).stream()
                .filter(t -> of(t, family).isPresent())
                .toList();
        List<Type> nearest = declaring.stream()
                .filter(t -> declaring.stream().noneMatch(o -> o.id() != t.id() && hierarchy.isSubtype(o, t)))
                .toList();
        return nearest.size() == 1 && !of(nearest.get(0), family).orElseThrow().is(Flag.ABSTRACT);
    }

    /** What an interface declares is public, so that an inherited implementation has to be (JLS 8.4.8.3). */
    private static boolean visibleEnough(Hierarchy hierarchy, Type type, Type declaring, Method method) {
        boolean ofInterface = hierarchy.lineage(type).stream()
                .anyMatch(t ->
                        t.kind() == Kind.INTERFACE && of(t, method.family()).isPresent());
        return !ofInterface || declaring.kind() == Kind.INTERFACE || method.is(Flag.PUBLIC);
    }

    private static Optional<Method> of(Type type, int family) {
        return type.all(Method.class).stream().filter(m -> m.family() == family).findFirst();
    }
}

package org.jurigged.bench.random.model;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jurigged.bench.random.model.Member.Component;
import org.jurigged.bench.random.model.Member.Field;
import org.jurigged.bench.random.model.Member.Method;
import org.jurigged.bench.random.model.Member.ObjectMethod;
import org.jurigged.bench.random.model.Member.Type;

/** What types of a program inherit from each other, and see of each other. */
public record Hierarchy(Program program) {
    /** Returns a type's direct supertypes of the program, its superclass first. */
    public List<Type> parents(Type type) {
        List<Type> parents = new ArrayList<>();
        superclass(type).ifPresent(parents::add);
        type.interfaces().forEach(id -> program.type(id).ifPresent(parents::add));
        return parents;
    }

    public Optional<Type> superclass(Type type) {
        return program.type(type.superclass());
    }

    /** Returns a type and all its supertypes of the program, nearest first. */
    public List<Type> lineage(Type type) {
        Set<Type> lineage = new LinkedHashSet<>();
        collect(type, lineage);
        return List.copyOf(lineage);
    }

    private void collect(Type type, Set<Type> lineage) {
        if (lineage.add(type)) {
            parents(type).forEach(parent -> collect(parent, lineage));
        }
    }

    public boolean isSubtype(Type type, Type of) {
        return lineage(type).stream().anyMatch(t -> t.id() == of.id());
    }

    /**
     * Whether a type depends on itself: on its supertypes, on the types that these are nested in, on what those depend on
     * (JLS 8.1.4, 9.1.3).
     */
    public boolean dependsOnItself(Type type) {
        Set<Type> found = new LinkedHashSet<>();
        collectDependences(type, found);
        return found.stream().anyMatch(t -> t.id() == type.id());
    }

    private void collectDependences(Type type, Set<Type> found) {
        for (Type parent : parents(type)) {
            for (Optional<Type> named = Optional.of(parent);
                    named.isPresent();
                    named = program.owner(named.get().id())) {
                if (found.add(named.get())) {
                    collectDependences(named.get(), found);
                }
            }
        }
    }

    public List<Type> children(Type type) {
        return program.allTypes().stream()
                .filter(other -> parents(other).stream().anyMatch(p -> p.id() == type.id()))
                .toList();
    }

    /** Whether code of one type may name a member, or a type, of the program (JLS 6.6). */
    public boolean sees(Type from, Member member) {
        if (isPrivate(member) && !isSameFile(from, member)) {
            return false;
        }
        Optional<Type> owner = program.owner(member.id());
        return owner.isEmpty() || sees(from, owner.get());
    }

    private boolean isSameFile(Type from, Member member) {
        Type place =
                member instanceof Type type ? type : program.owner(member.id()).orElse(null);
        return place != null && program.top(from).id() == program.top(place).id();
    }

    private static boolean isPrivate(Member member) {
        if (member instanceof Type type) {
            return type.is(Flag.PRIVATE);
        }
        if (member instanceof Field field) {
            return field.flags().contains(Flag.PRIVATE);
        }
        if (member instanceof Method method) {
            return method.is(Flag.PRIVATE);
        }
        return member instanceof Member.Constructor constructor
                && constructor.flags().contains(Flag.PRIVATE);
    }

    /** Returns the method that a type's method overrides, with a body, in a superclass. */
    public Optional<Method> overridden(Type type, Method method) {
        return superclass(type).flatMap(above -> inherited(above, method.family()));
    }

    private Optional<Method> inherited(Type type, int family) {
        for (Method method : type.all(Method.class)) {
            if (method.family() == family) {
                return Optional.of(method).filter(m -> !m.is(Flag.ABSTRACT) && !m.is(Flag.PRIVATE));
            }
        }
        return superclass(type).flatMap(above -> inherited(above, family));
    }

    /** Returns the interface that a type names itself and that has a body for a family of methods. */
    public Optional<Type> defaultAbove(Type type, int family) {
        return type.interfaces().stream()
                .flatMap(id -> program.type(id).stream())
                .filter(i -> i.all(Method.class).stream().anyMatch(m -> m.family() == family && isDefault(m)))
                .findFirst();
    }

    private static boolean isDefault(Method method) {
        return !method.is(Flag.ABSTRACT) && !method.is(Flag.STATIC) && !method.is(Flag.PRIVATE);
    }

    /** Whether a type says itself what its objects are as text. */
    public boolean hasText(Type type) {
        return type.kind() == Kind.RECORD
                || lineage(type).stream()
                        .filter(t -> t.kind() != Kind.INTERFACE)
                        .flatMap(t -> t.all(ObjectMethod.class).stream())
                        .anyMatch(m -> m.which() == ObjectMethod.Which.TO_STRING);
    }

    /** Returns what an object of a type has places for: instance fields, and components, its superclasses' too. */
    public List<Member> places(Type type) {
        List<Member> places = new ArrayList<>(type.all(Component.class));
        type.all(Field.class).stream().filter(f -> !f.isStatic()).forEach(places::add);
        superclass(type).ifPresent(above -> places.addAll(places(above)));
        return places;
    }
}

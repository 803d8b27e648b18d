package org.jurigged.bench.random.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jurigged.bench.random.model.Member.Type;

/** A program: its top-level types, a file each. */
public record Program(List<Type> types) {
    public Program {
        types = List.copyOf(types);
    }

    /** Returns all types, each before those that are nested in it. */
    public List<Type> allTypes() {
        List<Type> all = new ArrayList<>();
        types.forEach(type -> collect(type, all));
        return all;
    }

    private static void collect(Type type, List<Type> all) {
        all.add(type);
        type.all(Type.class).forEach(nested -> collect(nested, all));
    }

    public Optional<Type> type(int id) {
        return allTypes().stream().filter(type -> type.id() == id).findFirst();
    }

    /** Returns a member, or a type, by its number. */
    public Optional<Member> find(int id) {
        for (Type type : allTypes()) {
            if (type.id() == id) {
                return Optional.of(type);
            }
            for (Member member : type.members()) {
                if (member.id() == id) {
                    return Optional.of(member);
                }
            }
        }
        return Optional.empty();
    }

    public <M extends Member> Optional<M> find(int id, Class<M> kind) {
        return find(id).filter(kind::isInstance).map(kind::cast);
    }

    /** Returns the type that declares a member; nothing for a top-level type. */
    public Optional<Type> owner(int member) {
        return allTypes().stream()
                .filter(type -> type.members().stream().anyMatch(m -> m.id() == member))
                .findFirst();
    }

    /** Returns the type that has a file of its own around a type, which may be it itself. */
    public Type top(Type type) {
        Optional<Type> outer = owner(type.id());
        return outer.isPresent() ? top(outer.get()) : type;
    }

    /** Returns all members of a kind, whatever their type. */
    public <M extends Member> List<M> all(Class<M> kind) {
        return allTypes().stream().flatMap(type -> type.all(kind).stream()).toList();
    }

    /** Returns the program with a member, or a type, replaced or, by null, removed. */
    public Program replace(int id, UnaryOperator<Member> change) {
        List<Type> changed = new ArrayList<>();
        for (Type type : types) {
            Member after = type.id() == id ? change.apply(type) : inside(type, id, change);
            if (after != null) {
                changed.add((Type) after);
            }
        }
        return new Program(changed);
    }

    private static Type inside(Type type, int id, UnaryOperator<Member> change) {
        List<Member> members = new ArrayList<>();
        for (Member member : type.members()) {
            Member after = member;
            if (member.id() == id) {
                after = change.apply(member);
            } else if (member instanceof Type nested) {
                after = inside(nested, id, change);
            }
            if (after != null) {
                members.add(after);
            }
        }
        return members.equals(type.members()) ? type : type.with(members);
    }

    /** Returns the program with a member at a place of a type, or at its end; as it is where there is no such type. */
    public Program add(int type, int place, Member member) {
        return replace(type, found -> {
            List<Member> members = new ArrayList<>(((Type) found).members());
            members.add(Math.min(place, members.size()), member);
            return ((Type) found).with(members);
        });
    }
}

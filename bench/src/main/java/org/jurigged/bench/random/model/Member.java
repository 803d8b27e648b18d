package org.jurigged.bench.random.model;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** A member of a type, or a type; known by its number through all edits. */
public sealed interface Member {
    int id();

    /** A field; one that is static and final and has a literal is a constant (JLS 4.12.4). */
    record Field(int id, String name, Ty type, Set<Flag> flags, Optional<Expr> value) implements Member {
        public Field {
            flags = Set.copyOf(flags);
            Objects.requireNonNull(value, "value");
        }

        public boolean isStatic() {
            return flags.contains(Flag.STATIC);
        }

        /** Whether it is a constant variable (JLS 4.12.4): a text that becomes a number is its length, by a call. */
        public boolean isConstant() {
            boolean literal = value.filter(v -> v instanceof Expr.Number || v instanceof Expr.Text && type == Ty.TEXT)
                    .isPresent();
            return isStatic() && flags.contains(Flag.FINAL) && literal && type != Ty.BOXED;
        }
    }

    /** A record component. */
    record Component(int id, String name, Ty type) implements Member {}

    /** An enum constant, with a number to construct it of; one with a body overrides a method. */
    record Constant(int id, String name, int number, boolean bodied) implements Member {}

    /** An initialiser block. */
    record Block(int id, boolean isStatic, List<Step> steps) implements Member {
        public Block {
            steps = List.copyOf(steps);
        }
    }

    /** A constructor; one that delegates calls the type's first that doesn't. */
    record Constructor(int id, Set<Flag> flags, List<Ty> params, boolean delegates, List<Step> steps)
            implements Member {
        public Constructor {
            flags = Set.copyOf(flags);
            params = List.copyOf(params);
            steps = List.copyOf(steps);
        }
    }

    /**
     * A method.
     *
     * @param family the same for the methods that override each other, which have the same name and parameters
     * @param rank only methods of a lower one are called, so that everything ends
     */
    record Method(
            int id, int family, String name, int rank, Ty result, List<Ty> params, Set<Flag> flags, List<Step> steps)
            implements Member {
        public Method {
            params = List.copyOf(params);
            flags = Set.copyOf(flags);
            steps = List.copyOf(steps);
        }

        public boolean is(Flag flag) {
            return flags.contains(flag);
        }

        public Method with(Set<Flag> newFlags) {
            return new Method(id, family, name, rank, result, params, newFlags, steps);
        }

        public Method with(String newName, Ty newResult, List<Ty> newParams) {
            return new Method(id, family, newName, rank, newResult, newParams, flags, steps);
        }
    }

    /** A method with an int for a parameter that makes a function, as a lambda or of an anonymous class. */
    record Maker(int id, String name, boolean isStatic, boolean anonymous, Expr body) implements Member {}

    /** An override of a method of {@code Object}. */
    record ObjectMethod(int id, Which which, Expr value) implements Member {
        /** The methods that are overridden. */
        public enum Which {
            TO_STRING,
            EQUALS,
            HASH_CODE
        }
    }

    /**
     * A type.
     *
     * @param superclass number of a class of the program; -1 for none
     * @param members in the order of the source; constants and components come first, whatever their place here
     */
    record Type(
            int id,
            String name,
            Kind kind,
            Set<Flag> flags,
            int superclass,
            List<Integer> interfaces,
            List<Member> members)
            implements Member {
        public Type {
            flags = Set.copyOf(flags);
            interfaces = List.copyOf(interfaces);
            members = List.copyOf(members);
        }

        public boolean is(Flag flag) {
            return flags.contains(flag);
        }

        /** Whether objects of exactly this type can exist. */
        public boolean isConcrete() {
            return kind != Kind.INTERFACE && !is(Flag.ABSTRACT);
        }

        public <M extends Member> List<M> all(Class<M> kindOfMember) {
            return members.stream()
                    .filter(kindOfMember::isInstance)
                    .map(kindOfMember::cast)
                    .toList();
        }

        public Type with(List<Member> newMembers) {
            return new Type(id, name, kind, flags, superclass, interfaces, newMembers);
        }

        public Type with(Set<Flag> newFlags) {
            return new Type(id, name, kind, newFlags, superclass, interfaces, members);
        }

        public Type with(int newSuperclass, List<Integer> newInterfaces) {
            return new Type(id, name, kind, flags, newSuperclass, newInterfaces, members);
        }
    }
}

package org.jurigged.bench.random.edit;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jurigged.bench.random.model.Flag;
import org.jurigged.bench.random.model.Member;
import org.jurigged.bench.random.model.Member.Component;
import org.jurigged.bench.random.model.Member.Constructor;
import org.jurigged.bench.random.model.Member.Field;
import org.jurigged.bench.random.model.Member.Maker;
import org.jurigged.bench.random.model.Member.Method;
import org.jurigged.bench.random.model.Member.Type;
import org.jurigged.bench.random.model.Program;
import org.jurigged.bench.random.model.Step;
import org.jurigged.bench.random.model.Ty;

/** One change of a program; of one that lacks what it is about, it changes nothing. */
public sealed interface Edit {
    Program apply(Program program);

    /** Returns what kind of change it is, for the totals. */
    String kind();

    /** A member, or a nested type, at a place of a type. */
    record Add(String kind, int type, int place, Member member) implements Edit {
        @Override
        public Program apply(Program program) {
            return program.find(member.id()).isPresent() ? program : program.add(type, place, member);
        }
    }

    /** A top-level type. */
    record AddType(String kind, Type type) implements Edit {
        @Override
        public Program apply(Program program) {
            List<Type> types = new ArrayList<>(program.types());
            types.add(type);
            return program.type(type.id()).isPresent() ? program : new Program(types);
        }
    }

    /** A member, or a type, that goes. */
    record Remove(String kind, int id) implements Edit {
        @Override
        public Program apply(Program program) {
            return program.replace(id, found -> null);
        }
    }

    /** A member that is written anew. */
    record Replace(String kind, Member member) implements Edit {
        @Override
        public Program apply(Program program) {
            return program.replace(member.id(), found -> found.getClass() == member.getClass() ? member : found);
        }
    }

    /** Other modifiers of a type, field, method or constructor. */
    record Reflag(String kind, int id, Set<Flag> flags) implements Edit {
        public Reflag {
            flags = Set.copyOf(flags);
        }

        @Override
        public Program apply(Program program) {
            return program.replace(id, found -> {
                if (found instanceof Type type) {
                    return type.with(flags);
                }
                if (found instanceof Method method) {
                    return method.with(flags);
                }
                if (found instanceof Constructor c) {
                    return new Constructor(c.id(), flags, c.params(), c.delegates(), c.steps());
                }
                return found instanceof Field f ? new Field(f.id(), f.name(), f.type(), flags, f.value()) : found;
            });
        }
    }

    /** Another name for what is no method. */
    record Rename(String kind, int id, String name) implements Edit {
        @Override
        public Program apply(Program program) {
            return program.replace(id, found -> {
                if (found instanceof Field f) {
                    return new Field(f.id(), name, f.type(), f.flags(), f.value());
                }
                if (found instanceof Maker m) {
                    return new Maker(m.id(), name, m.isStatic(), m.anonymous(), m.body());
                }
                return found instanceof Component c ? new Component(c.id(), name, c.type()) : found;
            });
        }
    }

    /** Another signature for the methods that override each other; no change where a part of it is null. */
    record Signature(String kind, int family, String name, Ty result, List<Ty> params) implements Edit {
        @Override
        public Program apply(Program program) {
            Program changed = program;
            for (Type type : program.allTypes()) {
                for (Method method : type.all(Method.class)) {
                    if (method.family() == family) {
                        changed = changed.replace(method.id(), found -> with((Method) found, type));
                    }
                }
            }
            return changed;
        }

        /** Only the first of them, in the generic type itself, has the type parameter in its signature. */
        private Method with(Method method, Type type) {
            List<Ty> given = Optional.ofNullable(params).orElse(method.params());
            boolean generic = type.is(Flag.GENERIC) && method.id() == family;
            return method.with(
                    Optional.ofNullable(name).orElse(method.name()),
                    Optional.ofNullable(result).orElse(method.result()),
                    given.stream().map(ty -> generic ? ty : ty.outside()).toList());
        }
    }

    /** Other supertypes. */
    record Reparent(String kind, int type, int superclass, List<Integer> interfaces) implements Edit {
        @Override
        public Program apply(Program program) {
            return program.replace(type, found -> ((Type) found).with(superclass, interfaces));
        }
    }

    /** Members of a type in another order. */
    record Reorder(String kind, int type, List<Integer> order) implements Edit {
        @Override
        public Program apply(Program program) {
            return program.replace(type, found -> {
                List<Member> members = new ArrayList<>(((Type) found).members());
                members.sort(Comparator.comparingInt(m -> {
                    int place = order.indexOf(m.id());
                    return place < 0 ? order.size() : place;
                }));
                return ((Type) found).with(members);
            });
        }
    }

    /** A statement that comes to a body, at a place; where there is one it goes, or is replaced. */
    record Body(String kind, int member, int place, Optional<Step> old, Optional<Step> step) implements Edit {
        @Override
        public Program apply(Program program) {
            return program.replace(member, found -> {
                List<Step> steps = new ArrayList<>(Bodies.steps(found));
                int at = old.map(steps::indexOf).orElse(Math.min(place, steps.size()));
                if (at < 0) {
                    return found;
                }
                if (old.isPresent()) {
                    steps.remove(at);
                }
                step.ifPresent(s -> steps.add(at, s));
                return Bodies.with(found, steps);
            });
        }
    }

    /** Statements of a body in another order. */
    record Shuffle(String kind, int member, List<Step> steps) implements Edit {
        @Override
        public Program apply(Program program) {
            return program.replace(member, found -> Bodies.with(found, steps));
        }
    }

    /** Edits that only make sense together. */
    record Together(String kind, List<Edit> edits) implements Edit {
        public Together {
            edits = List.copyOf(edits);
        }

        @Override
        public Program apply(Program program) {
            Program changed = program;
            for (Edit edit : edits) {
                changed = edit.apply(changed);
            }
            return changed;
        }
    }
}

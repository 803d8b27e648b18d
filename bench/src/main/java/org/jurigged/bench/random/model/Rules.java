package org.jurigged.bench.random.model;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jurigged.bench.random.model.Member.Block;
import org.jurigged.bench.random.model.Member.Component;
import org.jurigged.bench.random.model.Member.Constant;
import org.jurigged.bench.random.model.Member.Constructor;
import org.jurigged.bench.random.model.Member.Field;
import org.jurigged.bench.random.model.Member.Maker;
import org.jurigged.bench.random.model.Member.Method;
import org.jurigged.bench.random.model.Member.ObjectMethod;
import org.jurigged.bench.random.model.Member.Type;

/** What a program has to be to compile, beyond its expressions, which always do. */
public final class Rules {
    private static final Set<Flag> OF_INTERFACE_METHODS =
            Set.of(Flag.ABSTRACT, Flag.STATIC, Flag.PRIVATE, Flag.GENERIC, Flag.DEPRECATED, Flag.PUBLIC);

    private final Program program;
    private final Hierarchy hierarchy;

    private Rules(Program program) {
        this.program = program;
        this.hierarchy = new Hierarchy(program);
    }

    /** Whether a program compiles. */
    public static boolean allow(Program program) {
        Rules rules = new Rules(program);
        return program.types().stream().noneMatch(t -> t.is(Flag.PRIVATE) || t.is(Flag.STATIC) || t.is(Flag.PROTECTED))
                && program.allTypes().stream().allMatch(type -> rules.header(type) && rules.members(type))
                && program.allTypes().stream().allMatch(rules::methods);
    }

    private boolean header(Type type) {
        boolean closed = type.is(Flag.FINAL) && (type.is(Flag.ABSTRACT) || type.is(Flag.SEALED));
        List<Type> children = hierarchy.children(type);
        boolean extended = !children.isEmpty();
        if (closed || type.is(Flag.FINAL) && extended || type.is(Flag.SEALED) && !extended) {
            return false;
        }
        if (type.superclass() >= 0 && !isExtensible(type)) {
            return false;
        }
        boolean interfaces = type.interfaces().stream()
                .allMatch(id -> program.type(id)
                        .filter(i -> i.kind() == Kind.INTERFACE && hierarchy.sees(type, i) && i.id() != type.id())
                        .isPresent());
        boolean plain = type.kind() == Kind.CLASS || !type.is(Flag.ABSTRACT) && type.superclass() < 0;
        boolean fixed = type.kind() == Kind.RECORD || type.kind() == Kind.ENUM;
        return interfaces
                && plain
                && !(fixed && (type.is(Flag.SEALED) || type.is(Flag.GENERIC)))
                && !(type.kind() == Kind.ENUM && type.is(Flag.FINAL))
                && !(type.kind() == Kind.INTERFACE && type.is(Flag.FINAL))
                && !hierarchy.dependsOnItself(type)
                && new HashSet<>(type.interfaces()).size() == type.interfaces().size();
    }

    private boolean isExtensible(Type type) {
        Optional<Type> above = hierarchy.superclass(type);
        if (above.isEmpty() || above.get().kind() != Kind.CLASS || !hierarchy.sees(type, above.get())) {
            return false;
        }
        List<Constructor> declared = above.get().all(Constructor.class);
        boolean inner =
                program.owner(above.get().id()).isPresent() && !above.get().is(Flag.STATIC);
        boolean implicit = type.all(Constructor.class).isEmpty();
        return !inner
                && (declared.isEmpty()
                        || implicit
                                && declared.stream()
                                        .anyMatch(c ->
                                                isUsable(type, c) && c.params().isEmpty())
                        || !implicit && declared.stream().anyMatch(c -> isUsable(type, c)));
    }

    private boolean isUsable(Type type, Constructor constructor) {
        return hierarchy.sees(type, constructor);
    }

    private boolean members(Type type) {
        boolean constants = type.all(Constant.class).isEmpty() != (type.kind() == Kind.ENUM);
        boolean components = type.all(Component.class).isEmpty() || type.kind() == Kind.RECORD;
        return constants
                && components
                && type.all(Field.class).stream().allMatch(f -> field(type, f))
                && constructors(type)
                && (type.kind() != Kind.INTERFACE
                        || type.all(Block.class).isEmpty()
                                && type.all(Maker.class).isEmpty()
                                && type.all(ObjectMethod.class).isEmpty())
                && (type.kind() != Kind.RECORD || type.all(Block.class).stream().allMatch(Block::isStatic))
                && type.all(ObjectMethod.class).stream()
                                .map(ObjectMethod::which)
                                .distinct()
                                .count()
                        == type.all(ObjectMethod.class).size()
                && (type.kind() != Kind.ENUM
                        || type.all(ObjectMethod.class).stream()
                                .allMatch(m -> m.which() == ObjectMethod.Which.TO_STRING))
                && type.all(Type.class).stream().allMatch(nested -> nested(type, nested));
    }

    private boolean nested(Type type, Type nested) {
        boolean implicit = nested.kind() != Kind.CLASS;
        boolean inInterface = type.kind() == Kind.INTERFACE && Flag.reach(nested.flags()) != 1;
        boolean inner = !implicit && !nested.is(Flag.STATIC);
        return !inInterface && !(inner && type.kind() != Kind.CLASS) && !(inner && type.is(Flag.GENERIC));
    }

    private static boolean field(Type type, Field field) {
        Set<Flag> flags = field.flags();
        boolean blankFinal = flags.contains(Flag.FINAL) && field.value().isEmpty();
        boolean clash = flags.contains(Flag.FINAL) && flags.contains(Flag.VOLATILE);
        boolean constant = field.isStatic() && flags.contains(Flag.FINAL);
        return switch (type.kind()) {
            case INTERFACE ->
                constant && !blankFinal && !clash && Flag.reach(flags) == 1 && !flags.contains(Flag.TRANSIENT);
            case RECORD -> field.isStatic() && !blankFinal && !clash;
            default -> !blankFinal && !clash;
        };
    }

    private static boolean constructors(Type type) {
        List<Constructor> all = type.all(Constructor.class);
        if (all.isEmpty()) {
            return true;
        }
        Set<List<Ty>> signatures = new HashSet<>();
        return type.kind() == Kind.CLASS
                && all.stream().allMatch(c -> signatures.add(c.params()))
                && all.stream().anyMatch(c -> !c.flags().contains(Flag.PRIVATE))
                && all.stream().anyMatch(c -> !c.delegates());
    }

    private boolean methods(Type type) {
        boolean declared = type.all(Method.class).stream().allMatch(m -> method(type, m));
        Set<Integer> families = new HashSet<>();
        return declared
                && type.all(Method.class).stream().allMatch(m -> families.add(m.family()))
                && (!type.isConcrete()
                        || Abstracts.unimplemented(hierarchy, type).isEmpty());
    }

    private boolean method(Type type, Method method) {
        boolean isAbstract = method.is(Flag.ABSTRACT);
        boolean bodyless = method.is(Flag.STATIC)
                || method.is(Flag.PRIVATE)
                || method.is(Flag.FINAL)
                || method.is(Flag.SYNCHRONIZED);
        boolean inInterface = type.kind() == Kind.INTERFACE;
        if (isAbstract && (bodyless || !inInterface && !type.is(Flag.ABSTRACT))) {
            return false;
        }
        if (inInterface && !OF_INTERFACE_METHODS.containsAll(method.flags())) {
            return false;
        }
        boolean generic = method.params().contains(Ty.VAR);
        if (generic && (!type.is(Flag.GENERIC) || method.is(Flag.STATIC))) {
            return false;
        }
        return !(method.is(Flag.GENERIC) && !method.is(Flag.STATIC)) && overrides(type, method);
    }

    /** JLS 8.4.8: no weaker access, nothing static, private or final in a family of methods. */
    private boolean overrides(Type type, Method method) {
        for (Type above : hierarchy.lineage(type)) {
            for (Method other : above.all(Method.class)) {
                boolean overridden = other.family() == method.family() && above.id() != type.id();
                boolean reach = reach(above, other) <= reach(type, method);
                boolean open = !method.is(Flag.STATIC) && !other.is(Flag.STATIC) && !other.is(Flag.FINAL);
                boolean visible = !method.is(Flag.PRIVATE) && !other.is(Flag.PRIVATE);
                if (overridden && !(reach && open && visible)) {
                    return false;
                }
            }
        }
        return true;
    }

    private static int reach(Type type, Method method) {
        int declared = Flag.reach(method.flags());
        return type.kind() == Kind.INTERFACE && declared == 1 ? 3 : declared;
    }
}

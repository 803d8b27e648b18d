package org.jurigged.bench.random.make;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jurigged.bench.random.model.Flag;
import org.jurigged.bench.random.model.Hierarchy;
import org.jurigged.bench.random.model.Kind;
import org.jurigged.bench.random.model.Member;
import org.jurigged.bench.random.model.Member.Method;
import org.jurigged.bench.random.model.Member.ObjectMethod;
import org.jurigged.bench.random.model.Member.Type;
import org.jurigged.bench.random.model.Program;
import org.jurigged.bench.random.model.Rules;

/** Makes random programs: a hierarchy of classes, an interface, a record, an enum, and types nested in them. */
public final class ProgramMaker {
    private final Dice dice;
    private Program program = new Program(List.of());

    private ProgramMaker(Dice dice) {
        this.dice = dice;
    }

    /** Returns a program that compiles. */
    public static Program make(Dice dice) {
        return new ProgramMaker(dice).make();
    }

    private Program make() {
        int shape = add(header(Kind.INTERFACE, -1, List.of()));
        int base = add(header(Kind.CLASS, -1, dice.percent(60) ? List.of(shape) : List.of()));
        int middle = add(header(Kind.CLASS, base, List.of()));
        if (dice.percent(60)) {
            add(header(Kind.CLASS, dice.percent(50) ? base : middle, List.of()));
        }
        add(header(Kind.CLASS, -1, dice.percent(30) ? List.of(shape) : List.of()));
        add(header(dice.percent(50) ? Kind.RECORD : Kind.ENUM, -1, dice.percent(40) ? List.of(shape) : List.of()));
        if (dice.percent(60)) {
            add(header(dice.percent(50) ? Kind.RECORD : Kind.ENUM, -1, List.of()));
        }
        for (int i = dice.between(0, 2); i > 0; i--) {
            Type host = dice.of(program.types());
            insert(host.id(), nested(dice, host));
        }
        program.allTypes().forEach(type -> fields(type.id()));
        program.allTypes().forEach(type -> methods(type.id()));
        return program;
    }

    private int add(Type type) {
        List<Type> types = new ArrayList<>(program.types());
        types.add(type);
        program = new Program(types);
        return type.id();
    }

    private Type header(Kind kind, int superclass, List<Integer> interfaces) {
        int id = dice.id();
        Set<Flag> flags = EnumSet.noneOf(Flag.class);
        if (kind == Kind.CLASS && superclass < 0 && dice.percent(35)) {
            flags.add(Flag.ABSTRACT);
        }
        boolean root = superclass < 0 && interfaces.isEmpty() && (kind == Kind.CLASS || kind == Kind.INTERFACE);
        if (root && dice.percent(25)) {
            flags.add(Flag.GENERIC);
        }
        if (dice.percent(30)) {
            flags.add(Flag.PUBLIC);
        }
        return new Type(id, kind.letter() + id, kind, flags, superclass, interfaces, parts(dice, kind));
    }

    /** Returns a type to be nested in another one, without members. */
    public static Type nested(Dice dice, Type host) {
        int id = dice.id();
        Kind kind = dice.of(List.of(Kind.CLASS, Kind.CLASS, Kind.CLASS, Kind.RECORD, Kind.ENUM, Kind.INTERFACE));
        Set<Flag> flags = EnumSet.noneOf(Flag.class);
        boolean inner = kind == Kind.CLASS && host.kind() == Kind.CLASS && !host.is(Flag.GENERIC) && dice.percent(50);
        if (kind == Kind.CLASS && !inner) {
            flags.add(Flag.STATIC);
        }
        if (host.kind() != Kind.INTERFACE && dice.percent(30)) {
            flags.add(Flag.PRIVATE);
        }
        return new Type(id, kind.letter() + id, kind, flags, -1, List.of(), parts(dice, kind));
    }

    /** Returns the members that a type of a kind can't be without. */
    private static List<Member> parts(Dice dice, Kind kind) {
        Type none = new Type(0, "", kind, Set.of(), -1, List.of(), List.of());
        MemberMaker maker = new MemberMaker(dice, new Program(List.of()), none);
        List<Member> parts = new ArrayList<>();
        for (int i = dice.between(1, 3); i > 0; i--) {
            if (kind == Kind.ENUM) {
                parts.add(maker.constant());
            } else if (kind == Kind.RECORD) {
                parts.add(maker.component());
            }
        }
        return parts;
    }

    private MemberMaker in(int type) {
        return new MemberMaker(dice, program, program.type(type).orElseThrow());
    }

    private Type type(int id) {
        return program.type(id).orElseThrow();
    }

    /** Adds a member where the program goes on to compile with it. */
    private void insert(int type, Member member) {
        Program with = program.add(type, Integer.MAX_VALUE, member);
        for (Completion.Added added : Completion.of(dice, with)) {
            with = with.add(added.type(), Integer.MAX_VALUE, added.method());
        }
        if (Rules.allow(with)) {
            program = with;
        }
    }

    private void fields(int type) {
        boolean onlyStatic = type(type).kind() == Kind.RECORD || type(type).kind() == Kind.INTERFACE;
        for (int i = dice.between(onlyStatic ? 0 : 1, 3); i > 0; i--) {
            insert(type, in(type).field(onlyStatic || dice.percent(45)));
        }
        if (type(type).kind() == Kind.CLASS) {
            for (int i = dice.below(3); i > 0; i--) {
                insert(type, in(type).constructor(in(type).params(false)));
            }
            if (dice.percent(25)) {
                insert(type, in(type).block(false));
            }
        }
        if (type(type).kind() != Kind.INTERFACE && dice.percent(40)) {
            insert(type, in(type).block(true));
        }
    }

    private void methods(int type) {
        for (int i = dice.between(1, 3); i > 0; i--) {
            Method method = in(type).method(dice.percent(40));
            boolean hollow = !method.is(Flag.STATIC) && !method.is(Flag.PRIVATE) && dice.percent(40);
            insert(type, hollow && canBeHollow(type(type)) ? hollow(method) : method);
        }
        if (type(type).kind() == Kind.CLASS) {
            for (int i = dice.below(3); i > 0; i--) {
                insert(type, in(type).maker(dice.percent(40)));
            }
        }
        if (type(type).kind() != Kind.INTERFACE && dice.percent(35)) {
            insert(type, in(type).objectMethod(dice.of(List.of(ObjectMethod.Which.values()))));
        }
        new Hierarchy(program)
                .parents(type(type)).stream()
                        .flatMap(above -> above.all(Method.class).stream())
                        .filter(m -> dice.percent(45))
                        .forEach(m -> insert(type, in(type).override(m)));
    }

    private static boolean canBeHollow(Type type) {
        return type.is(Flag.ABSTRACT) || type.kind() == Kind.INTERFACE;
    }

    /** Returns the same method without a body. */
    public static Method hollow(Method method) {
        Set<Flag> flags = EnumSet.of(Flag.ABSTRACT);
        method.flags().stream()
                .filter(f -> f == Flag.PUBLIC || f == Flag.PROTECTED)
                .forEach(flags::add);
        Method bare = method.with(flags);
        return new Method(
                bare.id(), bare.family(), bare.name(), bare.rank(), bare.result(), bare.params(), flags, List.of());
    }
}

package org.jurigged.bench.random.make;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jurigged.bench.random.model.Expr;
import org.jurigged.bench.random.model.Flag;
import org.jurigged.bench.random.model.Kind;
import org.jurigged.bench.random.model.Member;
import org.jurigged.bench.random.model.Member.Block;
import org.jurigged.bench.random.model.Member.Component;
import org.jurigged.bench.random.model.Member.Constant;
import org.jurigged.bench.random.model.Member.Constructor;
import org.jurigged.bench.random.model.Member.Field;
import org.jurigged.bench.random.model.Member.Maker;
import org.jurigged.bench.random.model.Member.Method;
import org.jurigged.bench.random.model.Member.ObjectMethod;
import org.jurigged.bench.random.model.Member.Type;
import org.jurigged.bench.random.model.Program;
import org.jurigged.bench.random.model.Step;
import org.jurigged.bench.random.model.Ty;
import org.jurigged.bench.random.text.Scope;

/** Makes random members for a type of a program. */
public final class MemberMaker {
    private static final List<Ty> VALUES = List.of(Ty.INT, Ty.INT, Ty.LONG, Ty.TEXT, Ty.BOXED);
    private static final List<Ty> PARAMS = List.of(Ty.INT, Ty.LONG, Ty.TEXT);
    private static final int MAX_RANK = 4;

    private final Dice dice;
    private final Program program;
    private final Type type;

    public MemberMaker(Dice dice, Program program, Type type) {
        this.dice = dice;
        this.program = program;
        this.type = type;
    }

    private Scope scope(Member member) {
        return Scope.of(program, type, member);
    }

    /** Returns the type of a field or a result. */
    public Ty value() {
        return dice.of(VALUES);
    }

    /** Returns the types of a few parameters. */
    public List<Ty> params(boolean generic) {
        List<Ty> params = new ArrayList<>();
        for (int i = dice.below(3); i > 0; i--) {
            params.add(generic && dice.percent(40) ? Ty.VAR : dice.of(PARAMS));
        }
        return params;
    }

    public Field field(boolean isStatic) {
        int id = dice.id();
        Set<Flag> flags = EnumSet.noneOf(Flag.class);
        boolean inInterface = type.kind() == Kind.INTERFACE;
        if (isStatic) {
            flags.add(Flag.STATIC);
        }
        if (inInterface || dice.percent(25)) {
            flags.add(Flag.FINAL);
        } else if (dice.percent(10)) {
            flags.add(Flag.VOLATILE);
        }
        if (!inInterface && dice.percent(30)) {
            flags.add(dice.of(List.of(Flag.PRIVATE, Flag.PROTECTED, Flag.PUBLIC)));
        }
        Ty ty = value();
        boolean valued = flags.contains(Flag.FINAL) || ty == Ty.BOXED || dice.percent(70);
        Field blank = new Field(id, "f" + id, ty, flags, Optional.empty());
        return valued ? new Field(id, blank.name(), ty, flags, Optional.of(initial(blank))) : blank;
    }

    /** Returns an initialiser for a field: often a literal, so that there are constants. */
    public Expr initial(Field field) {
        ExprMaker exprs = new ExprMaker(dice, scope(field));
        return dice.percent(50) ? literal(field.type()) : exprs.make(false);
    }

    private Expr literal(Ty ty) {
        return ty == Ty.TEXT ? new Expr.Text("v" + dice.below(10_000)) : new Expr.Number(dice.between(1, 10_000));
    }

    /** Returns a method of a family of its own. */
    public Method method(boolean isStatic) {
        int id = dice.id();
        Set<Flag> flags = EnumSet.noneOf(Flag.class);
        boolean inInterface = type.kind() == Kind.INTERFACE;
        if (isStatic) {
            flags.add(Flag.STATIC);
            if (dice.percent(10)) {
                flags.add(Flag.GENERIC);
            }
        }
        if (dice.percent(25)) {
            flags.add(Flag.PRIVATE);
        } else if (!inInterface && dice.percent(40)) {
            flags.add(dice.of(List.of(Flag.PUBLIC, Flag.PROTECTED)));
        }
        if (!inInterface && dice.percent(8)) {
            flags.add(Flag.SYNCHRONIZED);
        }
        boolean generic = type.is(Flag.GENERIC) && !isStatic && !flags.contains(Flag.PRIVATE);
        int rank = isStatic && dice.percent(35) ? 0 : dice.between(1, MAX_RANK);
        return filled(new Method(id, id, "m" + id, rank, value(), params(generic), flags, List.of()));
    }

    /** Returns a method with another body. */
    public Method filled(Method method) {
        List<Step> steps = method.is(Flag.ABSTRACT) ? List.of() : new StepMaker(dice, scope(method)).body();
        return new Method(
                method.id(),
                method.family(),
                method.name(),
                method.rank(),
                method.result(),
                method.params(),
                method.flags(),
                steps);
    }

    /** Returns an override, or an implementation, of a method that the type inherits. */
    public Method override(Method above) {
        Set<Flag> flags = EnumSet.noneOf(Flag.class);
        boolean ofInterface = program.owner(above.id())
                .filter(owner -> owner.kind() == Kind.INTERFACE)
                .isPresent();
        if (above.is(Flag.PUBLIC) || ofInterface && type.kind() != Kind.INTERFACE) {
            flags.add(Flag.PUBLIC);
        } else if (above.is(Flag.PROTECTED)) {
            flags.add(Flag.PROTECTED);
        }
        List<Ty> params = above.params().stream().map(Ty::outside).toList();
        return filled(new Method(
                dice.id(), above.family(), above.name(), above.rank(), above.result(), params, flags, List.of()));
    }

    public Constructor constructor(List<Ty> params) {
        Set<Flag> flags = dice.percent(25) ? Set.of(Flag.PUBLIC) : Set.of();
        Constructor blank = new Constructor(dice.id(), flags, params, dice.percent(25), List.of());
        return new Constructor(blank.id(), flags, params, blank.delegates(), initialising(blank, false));
    }

    public Block block(boolean isStatic) {
        Block blank = new Block(dice.id(), isStatic, List.of());
        return new Block(blank.id(), isStatic, initialising(blank, isStatic));
    }

    /** Assigns the fields that have no initialiser; each in one static block at most. */
    private List<Step> initialising(Member member, boolean isStatic) {
        StepMaker steps = new StepMaker(dice, scope(member));
        List<Step> made = new ArrayList<>();
        type.all(Field.class).stream()
                .filter(f -> f.isStatic() == isStatic && f.value().isEmpty())
                .filter(f -> !isStatic || type.all(Block.class).stream().noneMatch(b -> assigns(b, f)))
                .filter(f -> dice.percent(70))
                .forEach(f -> made.add(steps.assign(f, '=')));
        if (dice.percent(30)) {
            made.add(0, steps.make());
        }
        return made;
    }

    private static boolean assigns(Block block, Field field) {
        return block.steps().stream().anyMatch(s -> s instanceof Step.Assign a && a.field() == field.id());
    }

    public Maker maker(boolean isStatic) {
        int id = dice.id();
        Maker blank = new Maker(id, "make" + id, isStatic, dice.percent(35), new Expr.Own());
        return new Maker(id, blank.name(), isStatic, blank.anonymous(), new ExprMaker(dice, scope(blank)).make(true));
    }

    public ObjectMethod objectMethod(ObjectMethod.Which which) {
        ObjectMethod blank = new ObjectMethod(dice.id(), which, new Expr.Number(1));
        return new ObjectMethod(blank.id(), which, new ExprMaker(dice, scope(blank)).make(false));
    }

    public Constant constant() {
        int id = dice.id();
        return new Constant(id, "V" + id, dice.between(1, 99), dice.percent(20));
    }

    public Component component() {
        int id = dice.id();
        return new Component(id, "c" + id, dice.of(List.of(Ty.INT, Ty.LONG, Ty.TEXT)));
    }
}

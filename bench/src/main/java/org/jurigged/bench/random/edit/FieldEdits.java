package org.jurigged.bench.random.edit;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jurigged.bench.random.make.Dice;
import org.jurigged.bench.random.make.ExprMaker;
import org.jurigged.bench.random.make.MemberMaker;
import org.jurigged.bench.random.model.Expr;
import org.jurigged.bench.random.model.Flag;
import org.jurigged.bench.random.model.Kind;
import org.jurigged.bench.random.model.Member;
import org.jurigged.bench.random.model.Member.Block;
import org.jurigged.bench.random.model.Member.Field;
import org.jurigged.bench.random.model.Member.Method;
import org.jurigged.bench.random.model.Member.Type;
import org.jurigged.bench.random.model.Program;
import org.jurigged.bench.random.model.Step;
import org.jurigged.bench.random.model.Ty;
import org.jurigged.bench.random.text.Scope;

/** Edits of fields and of initialisers. */
final class FieldEdits {
    private final Dice dice;
    private final Program program;

    FieldEdits(Dice dice, Program program) {
        this.dice = dice;
        this.program = program;
    }

    Optional<Edit> make() {
        Type type = dice.of(program.allTypes());
        Optional<Field> field = dice.any(program.all(Field.class));
        return switch (dice.below(14)) {
            case 0, 1 -> Optional.of(added(type, true));
            case 2, 3, 4 -> Optional.of(added(type, false));
            case 5 -> field.map(f -> new Edit.Remove(kind(f, "removed"), f.id()));
            case 6 -> field.map(f -> new Edit.Rename(kind(f, "renamed"), f.id(), "f" + dice.id()));
            case 7 -> field.flatMap(this::retyped);
            case 8, 9 -> field.flatMap(this::initial);
            case 10 -> field.map(f -> new Edit.Reflag(kind(f, "visibility changed"), f.id(), visible(f)));
            case 11 ->
                field.map(f -> {
                    Flag flag =
                            dice.of(List.of(Flag.VOLATILE, Flag.FINAL, Flag.STATIC, Flag.TRANSIENT, Flag.DEPRECATED));
                    return new Edit.Reflag(kind(f, "modifiers changed"), f.id(), Flag.toggled(f.flags(), flag));
                });
            case 12 -> block(type);
            default ->
                Optional.of(new Edit.Reorder(
                        "members reordered",
                        type.id(),
                        dice.shuffled(type.members().stream().map(Member::id).toList())));
        };
    }

    private static String kind(Field field, String what) {
        return (field.isConstant() ? "constant " : field.isStatic() ? "static field " : "instance field ") + what;
    }

    private Set<Flag> visible(Field field) {
        return Flag.visible(field.flags(), dice.of(Arrays.asList(null, Flag.PUBLIC, Flag.PROTECTED, Flag.PRIVATE)));
    }

    /** Adds a field, and most of the time its use somewhere. */
    private Edit added(Type type, boolean isStatic) {
        Field field = new MemberMaker(dice, program, type).field(isStatic || type.kind() == Kind.RECORD);
        Edit add = new Edit.Add(kind(field, "added"), type.id(), dice.below(9), field);
        Program with = add.apply(program);
        List<Method> users = with.all(Method.class).stream()
                .filter(m -> m.rank() > 0 && !m.is(Flag.ABSTRACT))
                .toList();
        if (users.isEmpty() || dice.percent(30)) {
            return add;
        }
        Method user = dice.of(users);
        Scope scope = Scope.of(with, with.owner(user.id()).orElseThrow(), user);
        Step use = dice.percent(50)
                ? new Step.Mix(new Expr.Get(field.id(), true))
                : new Step.Assign(field.id(), '+', new ExprMaker(dice, scope).make(false));
        Edit body = new Edit.Body("", user.id(), dice.below(3), Optional.empty(), Optional.of(use));
        return new Edit.Together(add.kind(), List.of(add, body));
    }

    private Optional<Edit> retyped(Field field) {
        Ty type = dice.percent(50) && field.type() == Ty.INT
                ? Ty.LONG
                : dice.of(List.of(Ty.INT, Ty.LONG, Ty.TEXT, Ty.BOXED));
        if (type == Ty.BOXED && field.value().isEmpty()) {
            return Optional.empty();
        }
        Field retyped = new Field(field.id(), field.name(), type, field.flags(), field.value());
        String how = field.type().widensTo(type) ? "widened" : "retyped";
        return Optional.of(new Edit.Replace(kind(field, how), retyped));
    }

    private Optional<Edit> initial(Field field) {
        Type owner = program.owner(field.id()).orElseThrow();
        Expr value = new MemberMaker(dice, program, owner).initial(field);
        boolean assigned = program.all(Block.class).stream()
                .anyMatch(b -> b.steps().stream()
                        .anyMatch(s -> s instanceof Step.Assign assign && assign.field() == field.id()));
        if (assigned) {
            return Optional.empty();
        }
        Field changed = new Field(field.id(), field.name(), field.type(), field.flags(), Optional.of(value));
        return Optional.of(new Edit.Replace(kind(field, "initialiser changed"), changed));
    }

    private Optional<Edit> block(Type type) {
        List<Block> present = program.all(Block.class);
        if (!present.isEmpty() && dice.percent(40)) {
            Block block = dice.of(present);
            return Optional.of(
                    new Edit.Remove((block.isStatic() ? "static" : "instance") + " block removed", block.id()));
        }
        boolean isStatic = dice.percent(60);
        Block block = new MemberMaker(dice, program, type).block(isStatic);
        boolean possible = type.kind() == Kind.CLASS || isStatic && type.kind() != Kind.INTERFACE;
        return possible
                ? Optional.of(new Edit.Add(
                        (isStatic ? "static" : "instance") + " block added", type.id(), Integer.MAX_VALUE, block))
                : Optional.empty();
    }
}

package org.jurigged.bench.random.make;

import java.util.ArrayList;
import java.util.List;
import org.jurigged.bench.random.model.Expr;
import org.jurigged.bench.random.model.Flag;
import org.jurigged.bench.random.model.Kind;
import org.jurigged.bench.random.model.Member.Field;
import org.jurigged.bench.random.model.Member.Method;
import org.jurigged.bench.random.model.Member.Type;
import org.jurigged.bench.random.model.Step;
import org.jurigged.bench.random.text.Scope;

/** Makes random statements for a body. */
public final class StepMaker {
    private final Dice dice;
    private final Scope scope;
    private final ExprMaker exprs;

    public StepMaker(Dice dice, Scope scope) {
        this.dice = dice;
        this.scope = scope;
        this.exprs = new ExprMaker(dice, scope);
    }

    /** Returns the statements of a new body. */
    public List<Step> body() {
        List<Step> steps = new ArrayList<>();
        for (int i = dice.between(1, 3); i > 0; i--) {
            steps.add(make());
        }
        return steps;
    }

    /** Returns a statement. */
    public Step make() {
        int id = dice.id();
        return switch (dice.below(24)) {
            case 0, 1, 2 -> new Step.Lambda(id, dice.percent(30), exprs.make(true));
            case 3 -> new Step.Nested(id, exprs.make(true), exprs.make(true));
            case 4 -> reference(id);
            case 5, 6 -> new Step.Anonymous(id, dice.below(50), exprs.make(true));
            case 7 -> new Step.Local(id, dice.percent(30), exprs.make(true));
            case 8, 9 -> assign();
            case 10 -> new Step.Loop(id, dice.between(1, 3), List.of(make()));
            case 11 -> new Step.Thrown(id, exprs.make(false));
            case 12 ->
                dice.percent(30) ? new Step.Resource(id, "r" + dice.below(100)) : new Step.TextSwitch(dice.below(100));
            case 13, 14 -> enumSwitch(id);
            case 15 -> pattern(id);
            case 16 -> new Step.Assertion(1_000_000 + dice.below(1000));
            case 17 -> new Step.Trace(dice.percent(70));
            case 18 -> new Step.Comment("Says " + dice.below(1000) + ".");
            default -> new Step.Mix(exprs.make(false));
        };
    }

    private Step reference(int id) {
        return dice.any(scope.program().all(Method.class))
                .<Step>map(method -> new Step.Reference(id, method.id()))
                .orElseGet(() -> new Step.Mix(exprs.make(false)));
    }

    private Step assign() {
        List<Field> fields = scope.program().all(Field.class).stream()
                .filter(f -> !f.flags().contains(Flag.FINAL))
                .toList();
        return dice.any(fields)
                .<Step>map(field -> assign(field, "=+^".charAt(dice.below(3))))
                .orElseGet(() -> new Step.Mix(exprs.make(false)));
    }

    /** Returns an assignment to a field. */
    public Step assign(Field field, char operator) {
        return new Step.Assign(field.id(), operator, exprs.make(false));
    }

    private Step enumSwitch(int id) {
        List<Type> enums = scope.program().allTypes().stream()
                .filter(type -> type.kind() == Kind.ENUM)
                .toList();
        return dice.any(enums)
                .<Step>map(type -> new Step.EnumSwitch(id, type.id(), dice.percent(50)))
                .orElseGet(() -> new Step.Mix(exprs.make(false)));
    }

    private Step pattern(int id) {
        List<Type> types = scope.program().allTypes();
        return new Step.Pattern(id, dice.of(types).id(), dice.of(types).id());
    }

    /** Returns a statement that is like another one but in its expression, with the same captures or not. */
    public Step altered(Step step) {
        Expr fresh = exprs.make(step instanceof Step.Lambda lambda && !lambda.supplier() || isClass(step));
        if (step instanceof Step.Mix) {
            return new Step.Mix(fresh);
        }
        if (step instanceof Step.Lambda lambda) {
            return new Step.Lambda(lambda.id(), lambda.supplier(), near(lambda.body(), fresh));
        }
        if (step instanceof Step.Nested nested) {
            return new Step.Nested(nested.id(), nested.outer(), near(nested.inner(), fresh));
        }
        if (step instanceof Step.Anonymous anonymous) {
            return new Step.Anonymous(
                    anonymous.id(), anonymous.number() + dice.below(2), near(anonymous.body(), fresh));
        }
        if (step instanceof Step.Local local) {
            return new Step.Local(local.id(), local.isRecord(), near(local.body(), fresh));
        }
        if (step instanceof Step.Assign assign) {
            return new Step.Assign(assign.field(), assign.operator(), fresh);
        }
        if (step instanceof Step.Loop loop) {
            return new Step.Loop(
                    loop.id(),
                    loop.times(),
                    loop.steps().stream().map(this::altered).toList());
        }
        return step instanceof Step.Thrown thrown ? new Step.Thrown(thrown.id(), fresh) : make();
    }

    private static boolean isClass(Step step) {
        return step instanceof Step.Anonymous || step instanceof Step.Local || step instanceof Step.Nested;
    }

    /** Returns an expression with the same captures, most of the time, or a wholly new one. */
    public Expr near(Expr before, Expr fresh) {
        return dice.percent(65) ? new Expr.Binary('+', before, new Expr.Number(dice.between(1, 500))) : fresh;
    }
}

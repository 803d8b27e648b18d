package org.jurigged.bench.random.edit;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jurigged.bench.random.make.Dice;
import org.jurigged.bench.random.make.ExprMaker;
import org.jurigged.bench.random.make.StepMaker;
import org.jurigged.bench.random.model.Expr;
import org.jurigged.bench.random.model.Member;
import org.jurigged.bench.random.model.Member.Maker;
import org.jurigged.bench.random.model.Member.ObjectMethod;
import org.jurigged.bench.random.model.Member.Type;
import org.jurigged.bench.random.model.Program;
import org.jurigged.bench.random.model.Step;
import org.jurigged.bench.random.text.Scope;

/** Edits of bodies: statements added, removed, changed, reordered, with the lambdas and classes in them. */
final class BodyEdits {
    private final Dice dice;
    private final Program program;

    BodyEdits(Dice dice, Program program) {
        this.dice = dice;
        this.program = program;
    }

    Optional<Edit> make() {
        List<Member> bodies = new ArrayList<>();
        List<Member> expressions = new ArrayList<>();
        for (Type type : program.allTypes()) {
            type.members().stream().filter(Bodies::has).forEach(bodies::add);
            expressions.addAll(type.all(Maker.class));
            expressions.addAll(type.all(ObjectMethod.class));
        }
        if (!expressions.isEmpty() && dice.percent(15)) {
            return Optional.of(expression(dice.of(expressions)));
        }
        return dice.any(bodies).flatMap(this::body);
    }

    private Scope scope(Member member) {
        return Scope.of(program, program.owner(member.id()).orElseThrow(), member);
    }

    private Edit expression(Member member) {
        Scope scope = scope(member);
        StepMaker steps = new StepMaker(dice, scope);
        Expr fresh = new ExprMaker(dice, scope).make(member instanceof Maker);
        if (member instanceof Maker m) {
            Expr body = steps.near(m.body(), fresh);
            return new Edit.Replace(
                    "returned function changed", new Maker(m.id(), m.name(), m.isStatic(), m.anonymous(), body));
        }
        ObjectMethod method = (ObjectMethod) member;
        return new Edit.Replace("method of Object changed", new ObjectMethod(method.id(), method.which(), fresh));
    }

    private Optional<Edit> body(Member member) {
        List<Step> steps = Bodies.steps(member);
        StepMaker maker = new StepMaker(dice, scope(member));
        int id = member.id();
        switch (dice.below(5)) {
            case 0, 1 -> {
                Step step = maker.make();
                int place = dice.below(steps.size() + 1);
                return Optional.of(
                        new Edit.Body(name(step) + " added", id, place, Optional.empty(), Optional.of(step)));
            }
            case 2 -> {
                return dice.any(steps)
                        .map(step ->
                                new Edit.Body(name(step) + " removed", id, 0, Optional.of(step), Optional.empty()));
            }
            case 3 -> {
                return dice.any(steps)
                        .map(step -> new Edit.Body(
                                name(step) + " changed", id, 0, Optional.of(step), Optional.of(maker.altered(step))));
            }
            default -> {
                return steps.size() < 2
                        ? Optional.empty()
                        : Optional.of(new Edit.Shuffle("statements reordered", id, dice.shuffled(steps)));
            }
        }
    }

    /** Returns what a statement is called in the totals. */
    private static String name(Step step) {
        boolean structural = step instanceof Step.Lambda
                || step instanceof Step.Nested
                || step instanceof Step.Reference
                || step instanceof Step.Anonymous
                || step instanceof Step.Local
                || step instanceof Step.EnumSwitch
                || step instanceof Step.Assertion;
        String word = step.getClass().getSimpleName().toLowerCase(Locale.ROOT);
        return structural ? word : "statement";
    }
}

package org.jurigged.bench.random.make;

import java.util.ArrayList;
import java.util.List;
import org.jurigged.bench.random.model.Expr;
import org.jurigged.bench.random.model.Kind;
import org.jurigged.bench.random.model.Member;
import org.jurigged.bench.random.model.Member.Component;
import org.jurigged.bench.random.model.Member.Field;
import org.jurigged.bench.random.model.Member.Method;
import org.jurigged.bench.random.model.Member.Type;
import org.jurigged.bench.random.text.ExprText;
import org.jurigged.bench.random.text.Scope;

/** Makes random expressions that use what a scope can use. */
public final class ExprMaker {
    private static final String OPERATORS = "+-*^&|%";
    private static final int TRIES = 8;

    private final Dice dice;
    private final Scope scope;
    private final ExprText text;

    public ExprMaker(Dice dice, Scope scope) {
        this.dice = dice;
        this.scope = scope;
        this.text = new ExprText(scope);
    }

    /** Returns an expression of a few operands; {@code own} says that it may be the body of a lambda. */
    public Expr make(boolean own) {
        return make(2, own);
    }

    private Expr make(int depth, boolean own) {
        int choice = dice.below(10);
        if (depth > 0 && choice < 5) {
            char operator = OPERATORS.charAt(dice.below(OPERATORS.length()));
            return new Expr.Binary(operator, make(depth - 1, own), make(depth - 1, own));
        }
        if (depth > 0 && choice == 5) {
            return new Expr.Choice(make(depth - 1, own), make(0, own), make(0, own));
        }
        return operand(depth, own);
    }

    private Expr operand(int depth, boolean own) {
        for (int i = 0; i < TRIES; i++) {
            Expr expr = candidate(depth, own);
            if (expr instanceof Expr.Own || text.possible(expr)) {
                return expr;
            }
        }
        return literal();
    }

    /** Returns a literal. */
    public Expr literal() {
        return dice.percent(75) ? new Expr.Number(dice.between(-99, 999)) : new Expr.Text("s" + dice.below(1000));
    }

    private Expr candidate(int depth, boolean own) {
        return switch (dice.below(own ? 10 : 8)) {
            case 0 -> literal();
            case 1 -> new Expr.Param(dice.below(Math.max(1, scope.params().size())));
            case 2 -> new Expr.Sum();
            case 3, 4 -> get();
            case 5, 6 -> call(depth);
            case 7 -> special();
            default -> new Expr.Own();
        };
    }

    private Expr get() {
        List<Member> places = new ArrayList<>(scope.program().all(Field.class));
        places.addAll(scope.program().all(Component.class));
        return dice.any(places)
                .<Expr>map(place -> new Expr.Get(place.id(), dice.percent(80)))
                .orElseGet(this::literal);
    }

    private Expr call(int depth) {
        return dice.any(scope.program().all(Method.class))
                .<Expr>map(method -> call(method, depth))
                .orElseGet(this::literal);
    }

    private Expr call(Method method, int depth) {
        List<Expr> arguments = new ArrayList<>();
        for (int i = 0; i < method.params().size(); i++) {
            arguments.add(depth > 0 && dice.percent(40) ? make(0, false) : literal());
        }
        return new Expr.Call(method.id(), dice.percent(80), arguments);
    }

    /** Returns a call of a method, where it can be called; else something else. */
    public Expr callOf(Method method) {
        Expr call = call(method, 1);
        return text.possible(call) ? call : make(false);
    }

    private Expr special() {
        if (dice.percent(50) && scope.method().isPresent()) {
            return new Expr.SuperCall(List.of(literal()));
        }
        List<Type> types = scope.program().allTypes().stream()
                .filter(type -> type.kind() != Kind.INTERFACE)
                .toList();
        return dice.any(types).<Expr>map(type -> new Expr.Shown(type.id())).orElseGet(this::literal);
    }
}

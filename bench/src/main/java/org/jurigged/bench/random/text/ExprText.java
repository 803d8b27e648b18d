package org.jurigged.bench.random.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jurigged.bench.random.model.Expr;
import org.jurigged.bench.random.model.Flag;
import org.jurigged.bench.random.model.Hierarchy;
import org.jurigged.bench.random.model.Kind;
import org.jurigged.bench.random.model.Member;
import org.jurigged.bench.random.model.Member.Component;
import org.jurigged.bench.random.model.Member.Field;
import org.jurigged.bench.random.model.Member.Method;
import org.jurigged.bench.random.model.Member.Type;
import org.jurigged.bench.random.model.Ty;

/** Expressions as text, in a scope. */
public final class ExprText {
    /**
     * What stands for an expression that can't be there. No literal: a javac that knows the value may leave out what is
     * around it, and with it what a lambda captures.
     */
    private static final Typed NOTHING = new Typed("Integer.parseInt(\"7\")", Ty.INT);

    private static final int MAKING_RANK = 2;

    private final Scope scope;

    public ExprText(Scope scope) {
        this.scope = scope;
    }

    /** An expression that may stand anywhere an operand may. */
    private record Typed(String text, Ty type) {}

    /** Returns an expression of a type. */
    public String as(Expr expr, Ty type) {
        Typed found = resolve(expr).orElse(NOTHING);
        if (found.type() == Ty.INT && type == Ty.LONG && found.text().matches("[(]?-?\\d+[)]?")) {
            return found.text();
        }
        String converted = found.type().convert(found.text(), type);
        return converted.equals(found.text()) || converted.startsWith("(") && converted.endsWith(")")
                ? converted
                : "(" + converted + ")";
    }

    /** Whether an expression can be what it says, here. */
    public boolean possible(Expr expr) {
        return resolve(expr).isPresent();
    }

    private Optional<Typed> resolve(Expr expr) {
        if (expr instanceof Expr.Number number) {
            return Optional.of(
                    new Typed(number.value() < 0 ? "(" + number.value() + ")" : "" + number.value(), Ty.INT));
        }
        if (expr instanceof Expr.Text text) {
            return Optional.of(new Typed("\"" + text.value() + "\"", Ty.TEXT));
        }
        if (expr instanceof Expr.Param param) {
            return param.index() < scope.params().size()
                    ? Optional.of(new Typed("p" + param.index(), scope.params().get(param.index())))
                    : Optional.empty();
        }
        if (expr instanceof Expr.Own) {
            return Optional.of(scope.own()).filter(n -> !n.isEmpty()).map(n -> new Typed(n, Ty.LONG));
        }
        if (expr instanceof Expr.Sum) {
            return Optional.of(scope.sum()).filter(n -> !n.isEmpty()).map(n -> new Typed(n, Ty.LONG));
        }
        return operation(expr);
    }

    private Optional<Typed> operation(Expr expr) {
        if (expr instanceof Expr.Binary binary) {
            String left = as(binary.left(), Ty.LONG);
            String right = as(binary.right(), Ty.LONG);
            String guarded = binary.operator() == '%' ? "(1 + (" + right + " & 15))" : right;
            return Optional.of(new Typed("(" + left + " " + binary.operator() + " " + guarded + ")", Ty.LONG));
        }
        if (expr instanceof Expr.Choice choice) {
            String test = as(choice.test(), Ty.LONG);
            String even = as(choice.even(), Ty.LONG);
            String odd = as(choice.odd(), Ty.LONG);
            return Optional.of(new Typed("((" + test + " & 1) == 0 ? " + even + " : " + odd + ")", Ty.LONG));
        }
        if (expr instanceof Expr.Get get) {
            return scope.program().find(get.field()).flatMap(place -> get(place, get.ofThis()));
        }
        if (expr instanceof Expr.Call call) {
            return scope.program().find(call.method(), Method.class).flatMap(method -> call(method, call));
        }
        if (expr instanceof Expr.SuperCall call) {
            return superCall(call);
        }
        return expr instanceof Expr.Shown shown
                ? scope.program().type(shown.type()).flatMap(this::shown)
                : Optional.empty();
    }

    private Optional<Typed> get(Member place, boolean ofThis) {
        Hierarchy hierarchy = scope.hierarchy();
        Type owner = scope.program().owner(place.id()).orElseThrow();
        if (!hierarchy.sees(scope.type(), place)) {
            return Optional.empty();
        }
        if (place instanceof Field field && field.isStatic()) {
            boolean allowed = !scope.pure() || field.isConstant();
            return allowed
                    ? Optional.of(new Typed(Scope.name(scope.program(), owner) + "." + field.name(), field.type()))
                    : Optional.empty();
        }
        if (scope.pure()) {
            return Optional.empty();
        }
        boolean inherited = place instanceof Field field && field.flags().contains(Flag.PRIVATE);
        Optional<String> object = receiver(owner, ofThis, inherited);
        if (place instanceof Component component) {
            return object.map(o -> new Typed(o + "." + component.name() + "()", component.type()));
        }
        return place instanceof Field field
                ? object.map(o -> new Typed(o + "." + field.name(), field.type()))
                : Optional.empty();
    }

    /** Returns an object to use a member of; in a subclass, a private member is nobody's. */
    private Optional<String> receiver(Type owner, boolean self, boolean isPrivate) {
        Optional<Type> holder = self ? scope.holder(owner) : Optional.empty();
        if (holder.isPresent() && (!isPrivate || holder.get().id() == owner.id())) {
            return holder.map(scope::nameOf);
        }
        return scope.rank() < MAKING_RANK || scope.pure()
                ? Optional.empty()
                : Making.of(scope.program(), scope.type(), owner);
    }

    private Optional<Typed> call(Method method, Expr.Call call) {
        Type owner = scope.program().owner(method.id()).orElseThrow();
        if (method.rank() >= scope.rank() || !scope.hierarchy().sees(scope.type(), method)) {
            return Optional.empty();
        }
        Optional<String> receiver;
        if (method.is(Flag.STATIC)) {
            receiver = Optional.of(Scope.name(scope.program(), owner));
        } else if (scope.pure()) {
            receiver = Optional.empty();
        } else {
            // In the generic type itself, nothing is known of what its parameter stands for.
            boolean unknown = method.params().contains(Ty.VAR)
                    && scope.holder(owner).filter(h -> h.id() == owner.id()).isPresent();
            receiver = receiver(owner, call.onThis() && !unknown, method.is(Flag.PRIVATE));
        }
        String arguments = arguments(method.params(), call.arguments());
        return receiver.map(r -> new Typed(r + "." + method.name() + "(" + arguments + ")", method.result()));
    }

    private String arguments(List<Ty> params, List<Expr> given) {
        List<String> arguments = new ArrayList<>();
        for (int i = 0; i < params.size(); i++) {
            Expr argument = i < given.size() ? given.get(i) : new Expr.Number(i + 1);
            arguments.add(as(argument, params.get(i).outside()));
        }
        return String.join(", ", arguments);
    }

    private Optional<Typed> superCall(Expr.SuperCall call) {
        if (scope.method().isEmpty() || scope.self().isEmpty()) {
            return Optional.empty();
        }
        Method method = scope.method().get();
        String arguments = arguments(method.params(), call.arguments());
        String rest = "super." + method.name() + "(" + arguments + ")";
        Optional<Method> overridden = scope.hierarchy().overridden(scope.type(), method);
        if (overridden.isPresent()) {
            boolean possible =
                    scope.type().kind() == Kind.CLASS && !overridden.get().is(Flag.STATIC);
            return possible ? Optional.of(new Typed(rest, method.result())) : Optional.empty();
        }
        return scope.hierarchy()
                .defaultAbove(scope.type(), method.family())
                .map(i -> new Typed(Scope.name(scope.program(), i) + "." + rest, method.result()));
    }

    private Optional<Typed> shown(Type type) {
        boolean allowed = scope.rank() >= MAKING_RANK && !scope.pure();
        if (!allowed || !scope.hierarchy().sees(scope.type(), type)) {
            return Optional.empty();
        }
        Optional<String> made = Making.of(scope.program(), scope.type(), type);
        if (type.kind() == Kind.ENUM) {
            return made.map(m -> new Typed(m + ".name()", Ty.TEXT));
        }
        return type.isConcrete() && scope.hierarchy().hasText(type)
                ? made.map(m -> new Typed("(\"\" + " + m + ")", Ty.TEXT))
                : Optional.empty();
    }
}

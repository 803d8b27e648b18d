package org.jurigged.bench.random.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jurigged.bench.random.model.Expr;
import org.jurigged.bench.random.model.Flag;
import org.jurigged.bench.random.model.Member.Method;
import org.jurigged.bench.random.model.Member.Type;
import org.jurigged.bench.random.model.Step;
import org.jurigged.bench.random.model.Ty;

/** Lambdas and method references as statements. */
final class FunctionText {
    private static final String FUNCTION = "java.util.function.LongUnaryOperator ";
    private static final String MIX = "a = a * 31 + ";

    private final Scope scope;
    private final List<String> lines = new ArrayList<>();

    FunctionText(Scope scope) {
        this.scope = scope;
    }

    List<String> lines(Step step) {
        if (step instanceof Step.Lambda lambda) {
            lambda(lambda);
        } else if (step instanceof Step.Nested nested) {
            nested(nested);
        } else if (step instanceof Step.Reference reference) {
            scope.program().find(reference.method(), Method.class).ifPresent(method -> reference(reference, method));
        }
        return lines;
    }

    private void lambda(Step.Lambda lambda) {
        String name = "l" + lambda.id();
        if (lambda.supplier()) {
            String body = new ExprText(scope.lambda(copyOfSum(lambda.id()), "")).as(lambda.body(), Ty.TEXT);
            declareCopy(lambda.id(), body);
            lines.add("java.util.function.Supplier<String> " + name + " = () -> " + body + ";");
            lines.add(MIX + name + ".get().length();");
            return;
        }
        String own = "x" + lambda.id();
        String body = new ExprText(scope.lambda(copyOfSum(lambda.id()), own)).as(lambda.body(), Ty.LONG);
        declareCopy(lambda.id(), body);
        lines.add(FUNCTION + name + " = " + own + " -> " + body + ";");
        lines.add(MIX + name + ".applyAsLong(" + lambda.id() % 7 + ");");
    }

    private void nested(Step.Nested nested) {
        String sum = copyOfSum(nested.id());
        String x = "x" + nested.id();
        String y = "y" + nested.id();
        String outer = new ExprText(scope.lambda(sum, x)).as(nested.outer(), Ty.LONG);
        String inner = new ExprText(scope.lambda(sum, y)).as(nested.inner(), Ty.LONG);
        declareCopy(nested.id(), outer + inner);
        lines.add("java.util.function.LongFunction<java.util.function.LongUnaryOperator> n" + nested.id() + " = " + x
                + " -> " + y + " -> " + outer + " + " + inner + ";");
        lines.add(MIX + "n" + nested.id() + ".apply(2).applyAsLong(5);");
    }

    private String copyOfSum(int id) {
        return scope.sum().isEmpty() ? "" : "k" + id;
    }

    private void declareCopy(int id, String body) {
        if (!scope.sum().isEmpty() && body.contains("k" + id)) {
            lines.add("final long k" + id + " = " + scope.sum() + ";");
        }
    }

    /** A method with one value for a parameter is referred to; another one is called in a lambda. */
    private void reference(Step.Reference reference, Method method) {
        Expr call = new Expr.Call(method.id(), true, List.of(new Expr.Own()));
        ExprText exprs = new ExprText(scope.lambda("", "x" + reference.id()));
        if (!exprs.possible(call)) {
            return;
        }
        String name = "f" + reference.id();
        Optional<String> target = target(method, exprs.as(call, method.result()));
        if (target.isEmpty()) {
            lines.add(FUNCTION + name + " = x" + reference.id() + " -> " + exprs.as(call, Ty.LONG) + ";");
            lines.add(MIX + name + ".applyAsLong(3);");
            return;
        }
        String types = method.params().stream()
                .map(p -> p.outside().reference() + ", ")
                .collect(Collectors.joining());
        lines.add("java.util.function.Function<" + types + method.result().reference() + "> " + name + " = "
                + target.get() + ";");
        String argument = Making.literals(method.params());
        lines.add(MIX + method.result().convert(name + ".apply(" + argument + ")", Ty.LONG) + ";");
    }

    /** Returns the method reference; its receiver is what stands in front of the call. */
    private Optional<String> target(Method method, String call) {
        boolean fits = method.params().size() == 1 && !method.params().contains(Ty.VAR);
        int dot = call.indexOf("." + method.name() + "(");
        Type owner = scope.program().owner(method.id()).orElseThrow();
        if (!fits || dot < 0 || call.startsWith("(") || owner.is(Flag.GENERIC)) {
            return Optional.empty();
        }
        return Optional.of(call.substring(0, dot) + "::" + method.name());
    }
}

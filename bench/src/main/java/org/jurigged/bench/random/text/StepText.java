package org.jurigged.bench.random.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jurigged.bench.random.model.Flag;
import org.jurigged.bench.random.model.Member.Constant;
import org.jurigged.bench.random.model.Member.Field;
import org.jurigged.bench.random.model.Member.Type;
import org.jurigged.bench.random.model.Step;
import org.jurigged.bench.random.model.Ty;

/** Statements as lines of text, in a scope with a running sum; what can't be there is left out. */
final class StepText {
    private static final String MIX = "a = a * 31 + ";

    private final Scope scope;
    private final ExprText exprs;
    private final List<String> lines = new ArrayList<>();

    private StepText(Scope scope) {
        this.scope = scope;
        this.exprs = new ExprText(scope);
    }

    static List<String> lines(Scope scope, List<Step> steps) {
        StepText text = new StepText(scope);
        steps.forEach(text::add);
        return text.lines;
    }

    private void add(Step step) {
        if (step instanceof Step.Mix mix) {
            mix(exprs.as(mix.value(), Ty.LONG));
        } else if (step instanceof Step.Assign assign) {
            assign(assign);
        } else if (step instanceof Step.Loop loop) {
            String i = "i" + loop.id();
            lines.add("for (int " + i + " = 0; " + i + " < " + loop.times() + "; " + i + "++) {");
            mix(i);
            loop.steps().forEach(this::add);
            lines.add("}");
        } else if (step instanceof Step.Comment comment) {
            lines.add("// " + comment.text());
        } else if (step instanceof Step.Assertion assertion) {
            lines.add("assert a != " + assertion.number() + "L : \"the sum\";");
        } else if (step instanceof Step.Trace trace) {
            trace(trace);
        } else if (step instanceof Step.Pattern pattern) {
            pattern(pattern);
        } else {
            function(step);
        }
    }

    private void mix(String value) {
        lines.add(MIX + value + ";");
    }

    private void function(Step step) {
        if (step instanceof Step.Lambda || step instanceof Step.Nested || step instanceof Step.Reference) {
            lines.addAll(new FunctionText(scope).lines(step));
        } else if (step instanceof Step.Anonymous || step instanceof Step.Local) {
            lines.addAll(new ClassText(scope).lines(step));
        } else if (step instanceof Step.Thrown thrown) {
            thrown(thrown);
        } else if (step instanceof Step.Resource resource) {
            resource(resource);
        } else if (step instanceof Step.TextSwitch chosen) {
            textSwitch(chosen);
        } else if (step instanceof Step.EnumSwitch chosen) {
            scope.program().type(chosen.type()).ifPresent(type -> enumSwitch(chosen, type));
        }
    }

    /** Only what has no initialiser is assigned in an initialiser, so that each field has one of them. */
    private void assign(Step.Assign assign) {
        Optional<Field> found = scope.program().find(assign.field(), Field.class);
        if (found.isEmpty() || found.get().flags().contains(Flag.FINAL)) {
            return;
        }
        Field field = found.get();
        boolean initialiser = scope.method().isEmpty();
        Type owner = scope.program().owner(field.id()).orElseThrow();
        boolean own = owner.id() == scope.type().id();
        if (initialiser
                && (field.value().isPresent()
                        || !own
                        || field.isStatic() != scope.self().isEmpty())) {
            return;
        }
        if (!initialiser && scope.pure() || !scope.hierarchy().sees(scope.type(), field)) {
            return;
        }
        String target = field.isStatic() ? Scope.name(scope.program(), owner) : "this";
        boolean inherited = !own && field.flags().contains(Flag.PRIVATE);
        boolean ofThis =
                scope.holder(owner).filter(h -> h.id() == scope.type().id()).isPresent() && !inherited;
        if (field.isStatic() || ofThis) {
            lines.add(target + "." + field.name() + assignment(assign, field.type()) + ";");
        }
    }

    private String assignment(Step.Assign assign, Ty type) {
        boolean compound = assign.operator() != '=' && (type == Ty.INT || type == Ty.LONG);
        return compound
                ? " " + assign.operator() + "= " + exprs.as(assign.value(), type)
                : " = " + exprs.as(assign.value(), type);
    }

    private void trace(Step.Trace trace) {
        if (scope.method().isPresent()) {
            String frame = "new Throwable().getStackTrace()[0].";
            mix(frame + (trace.line() ? "getLineNumber()" : "getMethodName().length()"));
        }
    }

    private void pattern(Step.Pattern pattern) {
        Optional<Type> made = scope.program().type(pattern.made());
        Optional<Type> asked = scope.program().type(pattern.asked());
        boolean possible = made.isPresent() && asked.isPresent() && scope.rank() >= 2 && !scope.pure();
        if (!possible || !scope.hierarchy().sees(scope.type(), asked.get())) {
            return;
        }
        Making.of(scope.program(), scope.type(), made.get()).ifPresent(object -> {
            String generic = asked.get().is(Flag.GENERIC) ? "<?>" : "";
            String name = Scope.name(scope.program(), asked.get()) + generic;
            lines.add("Object o" + pattern.id() + " = " + object + ";");
            mix("(o" + pattern.id() + " instanceof " + name + " t" + pattern.id() + " && t" + pattern.id()
                    + " != null ? 3 : 5)");
        });
    }

    private void thrown(Step.Thrown thrown) {
        lines.add("try {");
        lines.add("if ((" + exprs.as(thrown.value(), Ty.LONG) + " & 1) == 0) {");
        lines.add("throw new IllegalStateException(\"" + thrown.id() + "\");");
        lines.add("}");
        mix("2");
        lines.add("} catch (IllegalStateException e" + thrown.id() + ") {");
        mix("e" + thrown.id() + ".getMessage().length()");
        lines.add("} finally {");
        lines.add("a++;");
        lines.add("}");
    }

    private void resource(Step.Resource resource) {
        String name = "r" + resource.id();
        lines.add("try (java.io.StringReader " + name + " = new java.io.StringReader(\"" + resource.text() + "\")) {");
        mix(name + ".read()");
        lines.add("} catch (java.io.IOException e" + resource.id() + ") {");
        mix("1");
        lines.add("}");
    }

    private void textSwitch(Step.TextSwitch chosen) {
        lines.add("switch (\"n\" + (a & 3)) {");
        for (int i = 0; i < 3; i++) {
            lines.add("case \"n" + i + "\":");
            mix(Integer.toString(chosen.number() + i));
            lines.add("break;");
        }
        lines.add("default:");
        mix("9");
        lines.add("}");
    }

    private void enumSwitch(Step.EnumSwitch chosen, Type type) {
        if (!scope.hierarchy().sees(scope.type(), type)) {
            return;
        }
        String name = Scope.name(scope.program(), type);
        String subject = name + ".values()[(int) ((a & 1023) % " + name + ".values().length)]";
        List<Constant> constants = type.all(Constant.class);
        if (chosen.expression()) {
            lines.add("a += switch (" + subject + ") {");
            constants.forEach(c -> lines.add("case " + c.name() + " -> " + (chosen.id() + c.number()) + ";"));
            lines.add("};");
            return;
        }
        lines.add("switch (" + subject + ") {");
        constants.stream().limit(2).forEach(c -> {
            lines.add("case " + c.name() + ":");
            mix(Integer.toString(c.number()));
            lines.add("break;");
        });
        lines.add("default:");
        mix(Integer.toString(chosen.id()));
        lines.add("}");
    }
}

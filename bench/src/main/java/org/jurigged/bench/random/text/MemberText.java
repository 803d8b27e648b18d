package org.jurigged.bench.random.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jurigged.bench.random.model.Flag;
import org.jurigged.bench.random.model.Hierarchy;
import org.jurigged.bench.random.model.Kind;
import org.jurigged.bench.random.model.Member;
import org.jurigged.bench.random.model.Member.Block;
import org.jurigged.bench.random.model.Member.Constructor;
import org.jurigged.bench.random.model.Member.Field;
import org.jurigged.bench.random.model.Member.Maker;
import org.jurigged.bench.random.model.Member.Method;
import org.jurigged.bench.random.model.Member.ObjectMethod;
import org.jurigged.bench.random.model.Member.Type;
import org.jurigged.bench.random.model.Program;
import org.jurigged.bench.random.model.Ty;

/** Members of a type as lines of text. */
final class MemberText {
    private final Program program;
    private final Type type;
    private final List<String> lines = new ArrayList<>();

    MemberText(Program program, Type type) {
        this.program = program;
        this.type = type;
    }

    List<String> lines(Member member) {
        if (member instanceof Field field) {
            lines.add(field(field));
        } else if (member instanceof Block block) {
            body(block.isStatic() ? "static {" : "{", block);
            lines.addAll(StepText.lines(Scope.of(program, type, block), block.steps()));
            lines.add("}");
        } else if (member instanceof Constructor constructor) {
            constructor(constructor);
        } else if (member instanceof Method method) {
            method(method);
        } else if (member instanceof Maker maker) {
            maker(maker);
        } else if (member instanceof ObjectMethod method) {
            objectMethod(method);
        } else if (member instanceof Type nested) {
            lines.addAll(new TypeText(program, nested).lines());
        }
        return lines;
    }

    private String field(Field field) {
        String value = field.value()
                .map(v -> " = " + new ExprText(Scope.of(program, type, field)).as(v, field.type()))
                .orElse("");
        return annotation(field.flags()) + Flag.modifiers(field.flags())
                + field.type().text() + " " + field.name() + value + ";";
    }

    private static String annotation(Set<Flag> flags) {
        return flags.contains(Flag.DEPRECATED) ? "@Deprecated " : "";
    }

    /** Begins a body with its running sum. */
    private void body(String header, Member member) {
        lines.add(header);
        lines.add("long " + Scope.SUM + " = " + member.id() + ";");
    }

    private void constructor(Constructor constructor) {
        lines.add(Flag.modifiers(constructor.flags()) + type.name() + "(" + params(constructor.params()) + ") {");
        Optional<Constructor> other = type.all(Constructor.class).stream()
                .filter(c -> !c.delegates() && c.id() != constructor.id())
                .findFirst();
        if (constructor.delegates() && other.isPresent()) {
            lines.add("this(" + Making.literals(other.get().params()) + ");");
        } else {
            new Hierarchy(program)
                    .superclass(type)
                    .ifPresent(above -> lines.add("super(" + superArguments(above) + ");"));
        }
        lines.add("long " + Scope.SUM + " = " + constructor.id() + ";");
        lines.addAll(StepText.lines(Scope.of(program, type, constructor), constructor.steps()));
        lines.add("}");
    }

    private String superArguments(Type above) {
        var hierarchy = new Hierarchy(program);
        return above.all(Constructor.class).stream()
                .filter(c -> hierarchy.sees(type, c))
                .findFirst()
                .map(c -> Making.literals(c.params()))
                .orElse("");
    }

    private static String params(List<Ty> params) {
        List<String> declared = new ArrayList<>();
        for (int i = 0; i < params.size(); i++) {
            declared.add(params.get(i).text() + " p" + i);
        }
        return String.join(", ", declared);
    }

    private void method(Method method) {
        boolean isDefault = type.kind() == Kind.INTERFACE
                && !method.is(Flag.ABSTRACT)
                && !method.is(Flag.STATIC)
                && !method.is(Flag.PRIVATE);
        String header = annotation(method.flags()) + (isDefault ? "default " : "") + Flag.modifiers(method.flags())
                + (method.is(Flag.GENERIC) ? "<Q extends Comparable<Q>> " : "")
                + method.result().text() + " "
                + method.name() + "(" + params(method.params()) + ")";
        if (method.is(Flag.ABSTRACT)) {
            lines.add(header + ";");
            return;
        }
        body(header + " {", method);
        lines.addAll(StepText.lines(Scope.of(program, type, method), method.steps()));
        lines.add("return " + Ty.LONG.convert(Scope.SUM, method.result()) + ";");
        lines.add("}");
    }

    private void maker(Maker maker) {
        Scope scope = Scope.of(program, type, maker);
        String function = "java.util.function.LongUnaryOperator";
        lines.add((maker.isStatic() ? "static " : "") + function + " " + maker.name() + "(int p0) {");
        if (maker.anonymous()) {
            String body = new ExprText(scope.inside("", "x")).as(maker.body(), Ty.LONG);
            lines.add("return new " + function + "() {");
            lines.add("@Override");
            lines.add("public long applyAsLong(long x) {");
            lines.add("return " + body + ";");
            lines.add("}");
            lines.add("};");
        } else {
            lines.add("return x -> " + new ExprText(scope).as(maker.body(), Ty.LONG) + ";");
        }
        lines.add("}");
    }

    private void objectMethod(ObjectMethod method) {
        ExprText exprs = new ExprText(Scope.of(program, type, method));
        lines.add("@Override");
        switch (method.which()) {
            case TO_STRING -> {
                lines.add("public String toString() {");
                lines.add("return \"" + type.name() + ":\" + " + exprs.as(method.value(), Ty.LONG) + ";");
            }
            case EQUALS -> {
                lines.add("public boolean equals(Object o) {");
                lines.add("return o instanceof " + type.name() + (type.is(Flag.GENERIC) ? "<?>" : "") + " && "
                        + exprs.as(method.value(), Ty.LONG) + " % 3 != 0;");
            }
            case HASH_CODE -> {
                lines.add("public int hashCode() {");
                lines.add("return (int) " + exprs.as(method.value(), Ty.LONG) + ";");
            }
        }
        lines.add("}");
    }
}

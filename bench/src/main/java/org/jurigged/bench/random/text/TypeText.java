package org.jurigged.bench.random.text;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Collectors;
import org.jurigged.bench.random.model.Flag;
import org.jurigged.bench.random.model.Hierarchy;
import org.jurigged.bench.random.model.Kind;
import org.jurigged.bench.random.model.Member;
import org.jurigged.bench.random.model.Member.Component;
import org.jurigged.bench.random.model.Member.Constant;
import org.jurigged.bench.random.model.Member.Field;
import org.jurigged.bench.random.model.Member.Method;
import org.jurigged.bench.random.model.Member.Type;
import org.jurigged.bench.random.model.Program;
import org.jurigged.bench.random.model.Ty;

/** A type as lines of text. */
final class TypeText {
    private final Program program;
    private final Type type;
    private final Hierarchy hierarchy;
    private final List<String> lines = new ArrayList<>();

    TypeText(Program program, Type type) {
        this.program = program;
        this.type = type;
        this.hierarchy = new Hierarchy(program);
    }

    List<String> lines() {
        lines.add(header());
        if (type.kind() == Kind.ENUM) {
            constants();
        }
        for (Member member : type.members()) {
            lines.addAll(new MemberText(program, type).lines(member));
        }
        if (type.kind() != Kind.INTERFACE) {
            peek();
        }
        lines.add("}");
        return lines;
    }

    private String header() {
        String annotation = type.is(Flag.DEPRECATED) ? "@Deprecated " : "";
        StringBuilder header = new StringBuilder(annotation + Flag.modifiers(type.flags()));
        if (!type.is(Flag.SEALED) && !type.is(Flag.FINAL) && type.kind() != Kind.ENUM && type.kind() != Kind.RECORD) {
            boolean below = hierarchy.parents(type).stream().anyMatch(p -> p.is(Flag.SEALED));
            header.append(below ? "non-sealed " : "");
        }
        header.append(type.kind().word()).append(' ').append(type.name());
        if (type.kind() == Kind.RECORD) {
            header.append(type.all(Component.class).stream()
                    .map(c -> c.type().text() + " " + c.name())
                    .collect(Collectors.joining(", ", "(", ")")));
        }
        header.append(type.is(Flag.GENERIC) ? "<T>" : "");
        hierarchy.superclass(type).ifPresent(s -> header.append(" extends ").append(Scope.variable(program, s)));
        String interfaces = type.interfaces().stream()
                .flatMap(id -> program.type(id).stream())
                .map(i -> Scope.variable(program, i))
                .collect(Collectors.joining(", "));
        if (!interfaces.isEmpty()) {
            header.append(type.kind() == Kind.INTERFACE ? " extends " : " implements ")
                    .append(interfaces);
        }
        if (type.is(Flag.SEALED)) {
            header.append(hierarchy.children(type).stream()
                    .map(t -> Scope.name(program, t))
                    .collect(Collectors.joining(", ", " permits ", "")));
        }
        return header.append(" {").toString();
    }

    /** Each constant has a number, which a constant with a body makes another one of. */
    private void constants() {
        Iterator<Constant> constants = type.all(Constant.class).iterator();
        while (constants.hasNext()) {
            Constant constant = constants.next();
            String end = constants.hasNext() ? "," : ";";
            if (constant.bodied()) {
                lines.add(constant.name() + "(" + constant.number() + ") {");
                lines.add("@Override");
                lines.add("int weight() {");
                lines.add("return super.weight() * 2 + ordinal();");
                lines.add("}");
                lines.add("}" + end);
            } else {
                lines.add(constant.name() + "(" + constant.number() + ")" + end);
            }
        }
        lines.add("private final int number;");
        lines.add(type.name() + "(int number) {");
        lines.add("this.number = number;");
        lines.add("}");
        lines.add("int weight() {");
        lines.add("return number;");
        lines.add("}");
    }

    /** A method that shows what nobody else sees. */
    private void peek() {
        StringBuilder shown = new StringBuilder();
        for (Member member : type.members()) {
            if (member instanceof Field field && field.flags().contains(Flag.PRIVATE)) {
                shown.append(" + \" ").append(field.name()).append(" \" + ").append(field.name());
            } else if (member instanceof Method method && method.is(Flag.PRIVATE)) {
                boolean generic = method.params().contains(Ty.VAR);
                String call = method.name() + "(" + Making.literals(method.params()) + ")";
                shown.append(generic ? "" : " + \" " + method.name() + " \" + " + call);
            } else if (member instanceof Type nested && nested.is(Flag.PRIVATE) && nested.kind() != Kind.INTERFACE) {
                Making.of(program, type, nested)
                        .ifPresent(
                                made -> shown.append(" + \" \" + ").append(made).append(".peek" + nested.id() + "()"));
            }
        }
        lines.add("String peek" + type.id() + "() {");
        lines.add("return \"" + type.name() + "\"" + shown + ";");
        lines.add("}");
    }
}

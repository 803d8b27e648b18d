package org.jurigged.bench.random.text;

import java.util.ArrayList;
import java.util.List;
import org.jurigged.bench.random.model.Expr;
import org.jurigged.bench.random.model.Step;
import org.jurigged.bench.random.model.Ty;

/** Anonymous and local classes as statements. */
final class ClassText {
    private static final String MIX = "a = a * 31 + ";

    private final Scope scope;
    private final List<String> lines = new ArrayList<>();

    ClassText(Scope scope) {
        this.scope = scope;
    }

    List<String> lines(Step step) {
        if (step instanceof Step.Anonymous anonymous) {
            anonymous(anonymous);
        } else if (step instanceof Step.Local local) {
            local(local);
        }
        return lines;
    }

    private void anonymous(Step.Anonymous anonymous) {
        String name = "o" + anonymous.id();
        String body = body(anonymous.id(), anonymous.body());
        lines.add("java.util.function.LongUnaryOperator " + name + " = new java.util.function.LongUnaryOperator() {");
        lines.add("private int n = " + anonymous.number() + ";");
        lines.add("@Override");
        lines.add("public long applyAsLong(long x) {");
        lines.add("n++;");
        lines.add("return n + " + body + ";");
        lines.add("}");
        lines.add("};");
        lines.add(MIX + name + ".applyAsLong(" + anonymous.id() % 5 + ");");
    }

    /** Returns the body of a method of the class, and declares what it captures. */
    private String body(int id, Expr expr) {
        String sum = scope.sum().isEmpty() ? "" : "k" + id;
        String body = new ExprText(scope.inside(sum, "x")).as(expr, Ty.LONG);
        if (!sum.isEmpty() && body.contains(sum)) {
            lines.add("final long " + sum + " = " + scope.sum() + ";");
        }
        return body;
    }

    private void local(Step.Local local) {
        String name = "L" + local.id();
        if (local.isRecord()) {
            String body = new ExprText(scope.isolated("x")).as(local.body(), Ty.LONG);
            lines.add("record " + name + "(long x, String s) {");
            lines.add("long go() {");
            lines.add("return s.length() + " + body + ";");
            lines.add("}");
            lines.add("}");
            lines.add(MIX + "new " + name + "(a, \"s\").go() + new " + name + "(2, \"q\").toString().length();");
            return;
        }
        String body = body(local.id(), local.body());
        lines.add("class " + name + " {");
        lines.add("final long y;");
        lines.add(name + "(long y) {");
        lines.add("this.y = y;");
        lines.add("}");
        lines.add("long go(long x) {");
        lines.add("return y + " + body + ";");
        lines.add("}");
        lines.add("}");
        lines.add(MIX + "new " + name + "(4).go(6);");
    }
}

package org.jurigged.bench.random.text;

import org.jurigged.bench.random.model.Member.Maker;
import org.jurigged.bench.random.model.Member.Type;
import org.jurigged.bench.random.model.Program;
import org.jurigged.bench.random.model.Ty;

/** What the functions that methods make hold on to: with the same captures, those that exist take a new body. */
public final class Captures {
    private Captures() {}

    /** Returns what has to stay the same for a function to go on as the one that its method makes now. */
    public static String of(Program program, Maker maker) {
        Type type = program.owner(maker.id()).orElseThrow();
        Scope scope = Scope.of(program, type, maker);
        String body = new ExprText(maker.anonymous() ? scope.inside("", "x") : scope).as(maker.body(), Ty.LONG);
        boolean self = body.contains("this.") || body.contains("super.");
        return maker.name() + " " + maker.isStatic() + " " + maker.anonymous() + " " + self + " " + body.contains("p0");
    }
}

package org.jurigged.bench.random.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jurigged.bench.random.model.Flag;
import org.jurigged.bench.random.model.Hierarchy;
import org.jurigged.bench.random.model.Kind;
import org.jurigged.bench.random.model.Member.Component;
import org.jurigged.bench.random.model.Member.Constant;
import org.jurigged.bench.random.model.Member.Constructor;
import org.jurigged.bench.random.model.Member.Type;
import org.jurigged.bench.random.model.Program;
import org.jurigged.bench.random.model.Ty;

/** How objects of a program's types are made, with arguments that are literals. */
public final class Making {
    private Making() {}

    /** Returns an expression for an object of a type, or of a subtype where it has none; empty where none can be made. */
    public static Optional<String> of(Program program, Type from, Type type) {
        Hierarchy hierarchy = new Hierarchy(program);
        if (!hierarchy.sees(from, type)) {
            return Optional.empty();
        }
        if (type.kind() == Kind.ENUM) {
            return Optional.of(Scope.name(program, type) + "."
                    + type.all(Constant.class).get(0).name());
        }
        if (!type.isConcrete()) {
            return hierarchy.children(type).stream()
                    .flatMap(child -> of(program, from, child).stream())
                    .findFirst()
                    .map(made -> "((" + Scope.variable(program, type) + ") " + made + ")");
        }
        List<String> all = all(program, from, type);
        return all.isEmpty() ? Optional.empty() : Optional.of(all.get(0));
    }

    /** Returns an expression for each constructor of a concrete type that can be called; for an enum, none. */
    public static List<String> all(Program program, Type from, Type type) {
        if (type.kind() == Kind.ENUM || !type.isConcrete()) {
            return List.of();
        }
        String outer = "";
        String name = Scope.name(program, type);
        if (Scope.isInner(program, type)) {
            Optional<String> around = program.owner(type.id()).flatMap(o -> of(program, from, o));
            if (around.isEmpty()) {
                return List.of();
            }
            outer = around.get() + ".";
            name = type.name();
        }
        List<String> made = new ArrayList<>();
        for (List<Ty> params : constructors(program, from, type)) {
            made.add(outer + "new " + name + (type.is(Flag.GENERIC) ? "<String>" : "") + "(" + literals(params) + ")");
        }
        return made;
    }

    private static List<List<Ty>> constructors(Program program, Type from, Type type) {
        if (type.kind() == Kind.RECORD) {
            return List.of(
                    type.all(Component.class).stream().map(Component::type).toList());
        }
        List<Constructor> declared = type.all(Constructor.class);
        if (declared.isEmpty()) {
            return List.of(List.of());
        }
        Hierarchy hierarchy = new Hierarchy(program);
        return declared.stream()
                .filter(c -> hierarchy.sees(from, c))
                .map(Constructor::params)
                .toList();
    }

    /** Returns arguments for parameters, outside of the generic type. */
    public static String literals(List<Ty> params) {
        List<String> arguments = new ArrayList<>();
        for (int i = 0; i < params.size(); i++) {
            arguments.add(literal(params.get(i), 3 + 4 * i));
        }
        return String.join(", ", arguments);
    }

    /** Returns a literal of a type. */
    public static String literal(Ty type, int number) {
        return switch (type) {
            case INT, BOXED -> Integer.toString(number);
            case LONG -> number + "L";
            case TEXT, VAR -> "\"t" + number + "\"";
        };
    }
}

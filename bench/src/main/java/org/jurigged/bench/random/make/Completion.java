package org.jurigged.bench.random.make;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jurigged.bench.random.model.Abstracts;
import org.jurigged.bench.random.model.Hierarchy;
import org.jurigged.bench.random.model.Member.Method;
import org.jurigged.bench.random.model.Member.Type;
import org.jurigged.bench.random.model.Program;

/** Gives concrete types the methods that they have to implement. */
public final class Completion {
    private static final int MOST = 30;

    private Completion() {}

    /** A method for a type. */
    public record Added(int type, Method method) {}

    /** Returns the methods that a program lacks; each is made for the program with those before it. */
    public static List<Added> of(Dice dice, Program program) {
        List<Added> all = new ArrayList<>();
        Program with = program;
        for (int i = 0; i < MOST; i++) {
            Optional<Added> next = next(dice, with);
            if (next.isEmpty()) {
                break;
            }
            all.add(next.get());
            with = with.add(next.get().type(), Integer.MAX_VALUE, next.get().method());
        }
        return all;
    }

    private static Optional<Added> next(Dice dice, Program program) {
        for (Type type : program.allTypes()) {
            if (type.isConcrete()) {
                List<Method> missing = Abstracts.unimplemented(new Hierarchy(program), type);
                boolean declared = missing.stream()
                        .anyMatch(m -> type.all(Method.class).stream().anyMatch(o -> o.family() == m.family()));
                if (!missing.isEmpty() && !declared) {
                    Method method = new MemberMaker(dice, program, type).override(missing.get(0));
                    return Optional.of(new Added(type.id(), method));
                }
            }
        }
        return Optional.empty();
    }
}

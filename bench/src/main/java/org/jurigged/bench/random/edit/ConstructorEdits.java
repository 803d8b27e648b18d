package org.jurigged.bench.random.edit;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jurigged.bench.random.make.Dice;
import org.jurigged.bench.random.make.MemberMaker;
import org.jurigged.bench.random.model.Flag;
import org.jurigged.bench.random.model.Kind;
import org.jurigged.bench.random.model.Member.Constructor;
import org.jurigged.bench.random.model.Member.Type;
import org.jurigged.bench.random.model.Program;
import org.jurigged.bench.random.model.Ty;

/** Edits of constructors. */
final class ConstructorEdits {
    private final Dice dice;
    private final Program program;

    ConstructorEdits(Dice dice, Program program) {
        this.dice = dice;
        this.program = program;
    }

    Optional<Edit> make() {
        List<Type> classes = program.allTypes().stream()
                .filter(type -> type.kind() == Kind.CLASS)
                .toList();
        Type type = dice.of(classes);
        MemberMaker maker = new MemberMaker(dice, program, type);
        if (dice.percent(35)) {
            Constructor added = maker.constructor(maker.params(false));
            return Optional.of(new Edit.Add("constructor added", type.id(), dice.below(9), added));
        }
        return dice.any(type.all(Constructor.class)).map(old -> change(old, maker));
    }

    private Edit change(Constructor old, MemberMaker maker) {
        return switch (dice.below(5)) {
            case 0 -> new Edit.Remove("constructor removed", old.id());
            case 1, 2 -> {
                List<Ty> params = maker.params(false);
                yield new Edit.Replace(
                        "constructor parameters changed",
                        new Constructor(old.id(), old.flags(), params, old.delegates(), old.steps()));
            }
            case 3 ->
                new Edit.Reflag(
                        "constructor visibility changed",
                        old.id(),
                        Flag.visible(old.flags(), dice.of(Arrays.asList(null, Flag.PUBLIC, Flag.PRIVATE))));
            default ->
                new Edit.Replace(
                        "constructor chain changed",
                        new Constructor(old.id(), old.flags(), old.params(), !old.delegates(), old.steps()));
        };
    }
}

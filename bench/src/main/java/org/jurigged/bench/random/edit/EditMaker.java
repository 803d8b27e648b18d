package org.jurigged.bench.random.edit;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jurigged.bench.random.make.Dice;
import org.jurigged.bench.random.model.Program;
import org.jurigged.bench.random.model.Rules;

/** Makes random edits of a program, after which it still compiles. */
public final class EditMaker {
    private static final int TRIES = 200;
    private static final int SINGLE_PERCENT = 75;

    private final Dice dice;

    public EditMaker(Dice dice) {
        this.dice = dice;
    }

    /** Returns the edits of one save: mostly one, else two or three. */
    public List<Edit> save(Program program) {
        List<Edit> edits = new ArrayList<>();
        Program changed = program;
        int wanted = dice.percent(SINGLE_PERCENT) ? 1 : dice.between(2, 3);
        while (edits.size() < wanted) {
            Edit edit = make(changed);
            // Two of what has no name of its own can't be told from each other when one of them is renamed.
            if (edit.kind().contains("renamed")) {
                return edits.isEmpty() ? List.of(edit) : edits;
            }
            if (looksRenamed(edits, edit)) {
                return edits;
            }
            edits.add(edit);
            changed = edit.apply(changed);
        }
        return edits;
    }

    /** A component that is removed and one that is added are one that is renamed, as far as the text tells: its values stay. */
    private static boolean looksRenamed(List<Edit> edits, Edit next) {
        Set<String> kinds = new HashSet<>(Set.of(next.kind()));
        edits.forEach(edit -> kinds.add(edit.kind()));
        return kinds.contains("record component removed") && kinds.contains("record component added");
    }

    private Edit make(Program program) {
        for (int i = 0; i < TRIES; i++) {
            Optional<Edit> edit = candidate(program);
            if (edit.isPresent()) {
                Program after = edit.get().apply(program);
                if (!after.equals(program) && Rules.allow(after)) {
                    return edit.get();
                }
            }
        }
        throw new IllegalStateException("No edit is possible.");
    }

    private Optional<Edit> candidate(Program program) {
        return switch (dice.below(14)) {
            case 0, 1, 2, 3 -> new BodyEdits(dice, program).make();
            case 4, 5, 6, 7 -> new MethodEdits(dice, program).make();
            case 8, 9, 10 -> new FieldEdits(dice, program).make();
            case 11 -> new ConstructorEdits(dice, program).make();
            default -> new TypeEdits(dice, program).make();
        };
    }
}

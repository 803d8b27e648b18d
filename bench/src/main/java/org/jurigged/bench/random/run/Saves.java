package org.jurigged.bench.random.run;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.jurigged.bench.random.edit.Edit;
import org.jurigged.bench.random.edit.EditMaker;
import org.jurigged.bench.random.model.Program;
import org.jurigged.bench.random.model.Rules;

/** The saves of a sequence, one after the other; each is a list of edits of what is live then. */
interface Saves {
    /** Returns the next save's edits, which change the program and leave one that compiles; empty at the end. */
    Optional<List<Edit>> next(Program live);

    /** Makes so many random saves, and notes them. */
    static Saves random(EditMaker maker, int count, List<List<Edit>> notes) {
        return live -> {
            if (notes.size() >= count) {
                return Optional.empty();
            }
            notes.add(maker.save(live));
            return Optional.of(notes.get(notes.size() - 1));
        };
    }

    /** Repeats saves, as far as they are still possible. */
    static Saves of(List<List<Edit>> saves) {
        Iterator<List<Edit>> left = List.copyOf(saves).iterator();
        return live -> {
            while (left.hasNext()) {
                List<Edit> edits = left.next();
                Program after = apply(edits, live);
                if (!after.equals(live) && Rules.allow(after)) {
                    return Optional.of(edits);
                }
            }
            return Optional.empty();
        };
    }

    static Program apply(List<Edit> edits, Program program) {
        Program changed = program;
        for (Edit edit : new ArrayList<>(edits)) {
            changed = edit.apply(changed);
        }
        return changed;
    }
}

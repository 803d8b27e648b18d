package org.jurigged.bench.random.run;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jurigged.bench.random.edit.Edit;
import org.jurigged.bench.random.model.Member;
import org.jurigged.bench.random.model.Member.Type;
import org.jurigged.bench.random.model.Program;
import org.jurigged.bench.random.model.Rules;
import org.jurigged.bench.random.text.LateCalls;
import org.jurigged.controller.JuriggedException;

/** Makes a sequence that fails smaller: fewer saves, fewer edits, a smaller program, as long as it fails. */
final class Shrinker {
    private final Jvms jvms;
    private final LateCalls late;
    private int attempts;
    private Program program;
    private List<List<Edit>> saves;
    private Failure failure;

    private Shrinker(
            Jvms jvms, int attempts, Program program, LateCalls late, List<List<Edit>> saves, Failure failure) {
        this.jvms = jvms;
        this.attempts = attempts;
        this.program = program;
        this.late = late;
        this.saves = saves;
        this.failure = failure;
    }

    /** Returns the failure of the smallest sequence that so many attempts find. */
    static Failure shrink(
            Jvms jvms, int attempts, Program program, LateCalls late, List<List<Edit>> saves, Failure failure)
            throws IOException, JuriggedException {
        Shrinker shrinker = new Shrinker(jvms, attempts, program, late, saves.subList(0, failure.step()), failure);
        shrinker.withoutSaves();
        shrinker.withoutEdits();
        shrinker.withoutMembers();
        return shrinker.failure.after(shrinker.saves.subList(0, Math.max(0, shrinker.failure.step() - 1)));
    }

    private void withoutSaves() throws IOException, JuriggedException {
        for (int i = saves.size() - 2; i >= 0; i--) {
            List<List<Edit>> fewer = new ArrayList<>(saves);
            fewer.remove(i);
            attempt(program, fewer);
        }
    }

    private void withoutEdits() throws IOException, JuriggedException {
        for (int i = saves.size() - 1; i >= 0; i--) {
            for (int j = saves.get(i).size() - 1; j >= 0 && saves.get(i).size() > 1; j--) {
                List<List<Edit>> fewer = new ArrayList<>(saves);
                List<Edit> edits = new ArrayList<>(saves.get(i));
                edits.remove(j);
                fewer.set(i, edits);
                attempt(program, fewer);
            }
        }
    }

    private void withoutMembers() throws IOException, JuriggedException {
        List<Integer> ids = new ArrayList<>();
        program.types().forEach(type -> ids.add(type.id()));
        for (Type type : program.allTypes()) {
            type.members().stream().map(Member::id).forEach(ids::add);
        }
        for (int id : ids) {
            Program smaller = program.replace(id, member -> null);
            if (!smaller.equals(program) && Rules.allow(smaller)) {
                attempt(smaller, saves);
            }
        }
    }

    /** Goes on with a smaller sequence if it fails as well. */
    private void attempt(Program smaller, List<List<Edit>> fewer) throws IOException, JuriggedException {
        if (attempts-- <= 0) {
            return;
        }
        try {
            Optional<Failure> failed = SequenceRun.run(jvms, smaller, late, Saves.of(fewer), (edits, verdict) -> {});
            if (failed.isPresent()) {
                program = smaller;
                saves = fewer;
                failure = failed.get();
            }
        } catch (GeneratedWrong | Unrunnable e) {
            // Without what was left out, it is no program: it stays.
            return;
        }
    }
}

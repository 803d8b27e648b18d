package org.jurigged.bench.random.run;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.jurigged.bench.random.edit.Edit;
import org.jurigged.bench.random.make.Dice;
import org.jurigged.bench.random.model.Program;
import org.jurigged.bench.random.run.State.Slot;
import org.jurigged.bench.random.text.Kept;
import org.jurigged.bench.random.text.LateCalls;
import org.jurigged.bench.random.text.ProbeText;
import org.jurigged.bench.random.text.Sources;
import org.jurigged.controller.JuriggedException;

/**
 * One program and its saves: each is applied live and compared; one that is refused is taken back, and compared as well.
 */
final class SequenceRun {
    private static final long KEEPING_SEED = 7;

    private final Jvms jvms;
    private final String packageName;
    private final LateCalls late;
    private final BiConsumer<List<Edit>, Verdict> told;
    private final Keeping keeping = new Keeping(new Dice(KEEPING_SEED));
    private Program program;
    private Path version;
    private Map<String, String> written = Map.of();
    private State state;
    private int step;

    private SequenceRun(
            Jvms jvms, String packageName, Program program, LateCalls late, BiConsumer<List<Edit>, Verdict> told) {
        this.jvms = jvms;
        this.packageName = packageName;
        this.program = program;
        this.late = late;
        this.told = told;
        this.state = State.none();
    }

    /**
     * Runs a sequence up to its end or its first failure.
     *
     * @param told is called with each save and what became of it, before it is compared
     */
    static Optional<Failure> run(
            Jvms jvms, Program program, LateCalls late, Saves saves, BiConsumer<List<Edit>, Verdict> told)
            throws IOException, JuriggedException {
        String packageName = jvms.begin();
        Optional<Failure> failure = Optional.empty();
        boolean healthy = false;
        try {
            failure = new SequenceRun(jvms, packageName, program, late, told).run(saves);
            healthy = failure.isEmpty();
        } finally {
            jvms.end(packageName, healthy);
        }
        return failure;
    }

    private Optional<Failure> run(Saves saves) throws IOException {
        Optional<Failure> failure = first();
        while (failure.isEmpty()) {
            Optional<List<Edit>> edits = saves.next(program);
            if (edits.isEmpty()) {
                break;
            }
            step++;
            Attempt attempt = attempt(edits.get());
            Verdict verdict = save(attempt);
            told.accept(edits.get(), verdict);
            if (verdict instanceof Verdict.NotRun) {
                break;
            }
            failure = after(attempt, verdict);
        }
        return failure;
    }

    /**
     * A save on its way.
     *
     * @param old what is kept through it
     * @param made what its probe makes, to be kept
     * @param since when its events begin
     */
    private record Attempt(
            List<Edit> edits, Program before, Program after, List<Kept> old, List<Kept> made, int since) {}

    private Attempt attempt(List<Edit> edits) {
        Program after = Saves.apply(edits, program);
        List<Kept> old = keeping.through(program, after);
        return new Attempt(
                edits,
                program,
                after,
                old,
                keeping.more(after, old),
                jvms.live().now());
    }

    private Map<String, String> texts(Program of) {
        return Sources.of(of, packageName);
    }

    private Optional<Failure> first() throws IOException {
        List<Kept> made = keeping.more(program, List.of());
        Attempt attempt = new Attempt(
                List.of(),
                new Program(List.of()),
                program,
                List.of(),
                made,
                jvms.live().now());
        Verdict verdict = save(attempt);
        if (verdict instanceof Verdict.Live) {
            return after(attempt, verdict);
        }
        return Optional.of(failure(attempt, "a new program is not taken: " + verdict, List.of(), List.of(), ""));
    }

    /** Compiles a version with its probe, which shows that the edit leaves a program, and saves both. */
    private Verdict save(Attempt attempt) throws IOException {
        String probe = ProbeText.of(attempt.after(), packageName, step, late, attempt.old(), attempt.made());
        Map<String, String> texts = withProbe(attempt.after(), probe);
        jvms.versions().compile(packageName, texts, directory("v"), List.of(jvms.stage()));
        return write(texts);
    }

    private Map<String, String> withProbe(Program of, String probe) {
        Map<String, String> texts = new HashMap<>(texts(of));
        texts.put(ProbeText.name(step) + ".java", probe);
        return texts;
    }

    private Path directory(String kind) {
        return jvms.work(packageName).resolve(kind + step);
    }

    private Verdict write(Map<String, String> texts) throws IOException {
        Map<String, String> before = written;
        written = Map.copyOf(texts);
        return jvms.live().save(packageName, before, texts);
    }

    private Optional<Failure> after(Attempt attempt, Verdict verdict) throws IOException {
        if (verdict instanceof Verdict.Broken broken) {
            return Optional.of(failure(attempt, broken.what(), List.of(), List.of(), ""));
        }
        if (verdict instanceof Verdict.Refused) {
            return takenBack(attempt);
        }
        version = directory("v");
        return compared(attempt, attempt.after(), attempt.old(), attempt.made(), List.of(version));
    }

    /** Saves the version before, with a probe for it, and compares that. */
    private Optional<Failure> takenBack(Attempt attempt) throws IOException {
        List<Kept> made = keeping.more(program, keeping.kept());
        String probe = ProbeText.of(program, packageName, step, late, keeping.kept(), made);
        Map<String, String> alone = Map.of(ProbeText.name(step) + ".java", probe);
        Path output = directory("probe");
        jvms.versions().compile(packageName, alone, output, List.of(jvms.stage(), version));
        Verdict back = write(withProbe(program, probe));
        if (back instanceof Verdict.Live) {
            return compared(attempt, program, keeping.kept(), made, List.of(output, version));
        }
        return Optional.of(failure(attempt, "taken back: " + back, List.of(), List.of(), probe));
    }

    /** Compares a version whose probe is live. */
    private Optional<Failure> compared(
            Attempt attempt, Program now, List<Kept> old, List<Kept> made, List<Path> directories) throws IOException {
        keeping.keep(old, made);
        List<Slot> slots = State.slots(now, keeping.kept());
        List<String> carried = state.carriedInto(now, packageName, slots, made);
        String probe = ProbeText.name(step);
        FreshJvm.Answer fresh = jvms.fresh().run(packageName, probe, directories, carried);
        List<String> live = answer(probe);
        program = now;
        state = State.of(now, slots, fresh.values());
        if (live.equals(fresh.lines())) {
            return Optional.empty();
        }
        String source = ProbeText.of(now, packageName, step, late, old, made);
        boolean refused = now == attempt.before();
        String what = (refused ? "refused, and yet" : "said to be live, but") + " it does something else";
        return Optional.of(failure(attempt, what, live, fresh.lines(), source));
    }

    private List<String> answer(String probe) {
        try {
            return jvms.live().run(packageName, probe);
        } catch (IOException e) {
            return List.of("no answer: " + e);
        }
    }

    private Failure failure(Attempt attempt, String what, List<String> live, List<String> fresh, String probe) {
        return new Failure(
                step,
                what,
                List.of(),
                attempt.edits(),
                probe,
                texts(attempt.before()),
                texts(attempt.after()),
                live,
                fresh,
                jvms.live().told(attempt.since()));
    }
}

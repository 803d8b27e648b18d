package org.jurigged.controller.session;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jurigged.controller.Event;
import org.jurigged.controller.JuriggedException;
import org.jurigged.controller.compile.Change;
import org.jurigged.controller.compile.Compilation;
import org.jurigged.controller.compile.CompiledClass;
import org.jurigged.controller.compile.Compiler;
import org.jurigged.controller.compile.Problem;
import org.jurigged.controller.share.LineMoves;
import org.jurigged.controller.target.LoadedClass;
import org.jurigged.controller.target.TargetException;
import org.jurigged.controller.target.ThreadStack;
import org.jurigged.reshape.Refusal;
import org.jurigged.reshape.StaticRun;
import org.jurigged.reshape.Unseen;

/** Takes saved files all the way: compiled, compared, planned, applied, reported. Used by the session's worker only. */
final class Applier {
    private final Workspace workspace;
    private final FileEdits.Reader differ;
    private final SaveUnderWay underWay;
    private final Consumer<Event> listener;
    private final ResourcePlan resources;
    private final Conform conform;
    private final Supplier<Consumer<AppliedSave>> applied;
    private final boolean runInitialisers;
    private final FrameOptions frames;
    private final Patches patches;
    private final EditHooks hooks;
    private final Unwritten unwritten = new Unwritten();

    /** @param applied gives who is told of each save that is live; null for nobody */
    Applier(
            Workspace workspace,
            FileEdits.Reader differ,
            SaveUnderWay underWay,
            Consumer<Event> listener,
            boolean runInitialisers,
            ConformChoice conform,
            Supplier<Consumer<AppliedSave>> applied,
            FrameOptions frames,
            Patches patches,
            EditHooks hooks) {
        this.workspace = workspace;
        this.differ = differ;
        this.underWay = underWay;
        this.listener = listener;
        this.resources = new ResourcePlan(workspace.resources(), listener);
        this.conform = new Conform(workspace, conform, listener);
        this.applied = applied;
        this.runInitialisers = runInitialisers;
        this.frames = frames;
        this.patches = patches;
        this.hooks = hooks;
    }

    /** What is known of a save on its way. */
    private record Attempt(
            Compilation.Compiled compiled,
            List<FileEdits> edits,
            Map<String, byte[]> before,
            StandingFrames standing,
            List<ResourceCopy> resources) {
        Plan.Input input(Compiler compiler, Map<String, List<StaticRun>> statics, Map<String, byte[]> ranges) {
            return new Plan.Input(
                    compiler,
                    compiled.classes(),
                    name -> Optional.ofNullable(before.get(name)),
                    statics,
                    ranges,
                    EditFacts.of(compiled, edits, before));
        }
    }

    /**
     * Applies files to the targets.
     *
     * @param files saved files, deleted ones too
     * @param given texts that stand in for what some of them have on the disk
     * @param startNanos when the first of them was noticed
     * @return nothing when what they change is live; else why not, and nothing was applied
     * @throws SaveUnderWay.More when it has to wait for other files; nothing was applied
     */
    List<Event> apply(Collection<Path> files, Map<Path, String> given, List<TargetClasses> targets, long startNanos)
            throws JuriggedException {
        Map<Boolean, List<Path>> byKind = files.stream().collect(Collectors.partitioningBy(workspace.resources()::has));
        List<ResourceCopy> copies = resources.of(byKind.get(true), workspace.placement());
        if (byKind.get(false).isEmpty()) {
            new Transaction(workspace.placement(), List.of(), copies, List.of()).apply(List.of(), true);
            copies.forEach(copy -> listener.accept(copy.event()));
            if (!copies.isEmpty()) {
                CompletableFuture<Void> told = conformToResources(targets);
                tell(Conform.News.ofResources(), Set.of(), copies, told, startNanos);
            }
            return List.of();
        }
        return applySources(byKind.get(false), given, copies, targets, startNanos);
    }

    private CompletableFuture<Void> conformToResources(List<TargetClasses> targets) {
        List<CompletableFuture<Void>> told = new ArrayList<>();
        for (TargetClasses target : targets) {
            try {
                told.add(target.target().look(() -> conform.begin(target, Conform.News.ofResources())));
            } catch (TargetException.Gone e) {
                // Nobody is left to be told.
                continue;
            } catch (JuriggedException e) {
                listener.accept(new Event.Trouble(e.getMessage(), e));
            }
        }
        return allOf(told);
    }

    private static CompletableFuture<Void> allOf(List<CompletableFuture<Void>> several) {
        return CompletableFuture.allOf(several.toArray(CompletableFuture[]::new));
    }

    /** Tells who wants to know; {@code reshaped} are classes of which a fresh JVM's reflection shows something else. */
    private void tell(
            Conform.News news,
            Set<String> reshaped,
            List<ResourceCopy> resources,
            CompletableFuture<Void> told,
            long startNanos)
            throws JuriggedException {
        Consumer<AppliedSave> wanting = applied.get();
        if (wanting != null) {
            wanting.accept(new AppliedSave(
                    news.classes(),
                    reshaped,
                    workspace.compiler().dependentClasses(news.classes()),
                    workspace.compiler().openClasses(),
                    resources.stream().map(ResourceCopy::file).toList(),
                    startNanos,
                    told));
        }
    }

    private List<Event> applySources(
            Collection<Path> files,
            Map<Path, String> given,
            List<ResourceCopy> copies,
            List<TargetClasses> targets,
            long startNanos)
            throws JuriggedException {
        Future<Map<Path, FileEdits>> comparing = differ.begin(files);
        StandingFrames standing = StandingFrames.begin(files, targets, workspace.sources(), differ, frames.move());
        Compilation compilation = workspace.compiler().compile(files, given);
        if (compilation instanceof Compilation.Failed failed) {
            underWay.failed();
            return List.of(new Event.CompileFailed(
                    failed.problems().stream().map(Applier::problem).toList()));
        }
        Compilation.Compiled compiled = (Compilation.Compiled) compilation;
        underWay.compiled(compiled.dependents(), workspace.compiler().isStillRead(compiled, given.keySet()));
        List<FileEdits> edits = differ.ofCompiled(StandingFrames.result(comparing, Map.of()), compiled.texts());
        return apply(new Attempt(compiled, edits, before(compiled), standing, copies), targets, startNanos);
    }

    private Map<String, byte[]> before(Compilation.Compiled compiled) {
        Map<String, byte[]> before = new HashMap<>();
        for (CompiledClass c : compiled.classes()) {
            workspace.compiler().current(c.name()).ifPresent(bytes -> before.put(c.name(), bytes));
        }
        return before;
    }

    private List<Event> apply(Attempt attempt, List<TargetClasses> targets, long startNanos) throws JuriggedException {
        StaticEdits statics = StaticEdits.of(
                runInitialisers ? attempt.edits() : List.of(),
                attempt.compiled().deleted(),
                workspace.sources());
        Plan.Input input = attempt.input(
                workspace.compiler(), statics.byType(), statics.ranges(workspace.compiler(), attempt.compiled()));
        List<Plan> plans = new ArrayList<>();
        for (TargetClasses target : targets) {
            try {
                target.target().loadAhead(workspace.related(attempt.compiled().classes()));
                target.lookForChanged(attempt.compiled().classes());
                plans.add(target.target().look(() -> Plan.of(target, input)));
            } catch (TargetException.Gone e) {
                // A program that ended meanwhile runs no old code: the save goes on for the others.
                continue;
            }
        }
        Set<Refusal> refusals = new LinkedHashSet<>();
        plans.forEach(plan -> refusals.addAll(plan.refusals()));
        if (!refusals.isEmpty()) {
            return refusals.stream().map(Applier::refused).toList();
        }
        List<Event> notYet = workspace.patches().isAny() ? uninitialised(attempt, targets) : List.of();
        if (!notYet.isEmpty()) {
            return notYet;
        }
        Optional<Event> veto = hooks.callBefore(
                attempt.compiled().texts().keySet(),
                () -> new EditReport(workspace).edits(attempt.compiled(), attempt.edits(), attempt.before()));
        if (veto.isPresent()) {
            return List.of(veto.get());
        }
        attempt.standing().await();
        try {
            commit(attempt, plans, statics, startNanos);
            return List.of();
        } catch (TargetException.Kept e) {
            return List.of(refused(e.refusal()));
        }
    }

    /**
     * Finds classes that get their first static initialiser, aren't loaded yet and won't be written: the JVM would load the
     * old class file, which has none, and adds none.
     */
    private static List<Event> uninitialised(Attempt attempt, List<TargetClasses> targets) throws JuriggedException {
        List<Event> found = new ArrayList<>();
        for (CompiledClass c : attempt.compiled().classes()) {
            byte[] before = attempt.before().get(c.name());
            if (before != null && !StaticEdits.hasInitialiser(before) && StaticEdits.hasInitialiser(c.bytes())) {
                for (TargetClasses target : targets) {
                    if (target.copies(c.name()).isEmpty()) {
                        found.add(new Event.Trouble(
                                c.name()
                                        + " gets its first static initialiser, and the program has not loaded the class"
                                        + " yet, which works only without a patch that is in no file. Commit the patches,"
                                        + " or patch again once it is loaded.",
                                null));
                    }
                }
            }
        }
        return found;
    }

    private void commit(Attempt attempt, List<Plan> plans, StaticEdits statics, long startNanos)
            throws JuriggedException {
        boolean onDisk = !workspace.patches().isAny();
        Transaction transaction = new Transaction(
                workspace.placement(),
                plans,
                attempt.resources(),
                attempt.compiled().removedClasses());
        Map<String, LineMoves> lines = lines(attempt);
        plans.forEach(plan -> plan.classes().target().moveLines(lines));
        Moving moving = Moving.plan(plans, attempt.standing(), frames, new EditReport(workspace).names(), listener);
        Transaction.Applied applied;
        try {
            applied = transaction.apply(attempt.compiled().classes(), onDisk);
        } catch (JuriggedException e) {
            moving.giveUp();
            throw e;
        }
        if (!onDisk) {
            unwritten.keep(attempt.compiled().classes());
        }
        attempt.resources().forEach(copy -> listener.accept(copy.event()));
        Survivors targets = new Survivors(plans, listener);
        try {
            targets.each(moving::begin);
            finish(attempt, transaction, applied, targets, statics, moving, startNanos);
        } finally {
            targets.each(transaction::keep);
        }
    }

    private void finish(
            Attempt attempt,
            Transaction transaction,
            Transaction.Applied applied,
            Survivors targets,
            StaticEdits statics,
            Moving moving,
            long startNanos)
            throws JuriggedException {
        workspace.edited(attempt.compiled().classes());
        targets.each(plan -> loadNew(attempt, plan));
        targets.each(plan -> workspace.fix(plan.classes()));
        targets.each(plan -> catchUp(attempt, plan));
        targets.each(plan -> rememberRemoved(attempt, plan));
        Conform.News news = Conform.News.of(
                attempt.compiled(), attempt.before(), !attempt.resources().isEmpty());
        workspace.compiler().accept(attempt.compiled());
        Set<Event> runs = new LinkedHashSet<>();
        targets.each(plan -> runs.addAll(transaction.created(plan)));
        targets.each(plan -> runs.addAll(transaction.runInitialisers(plan)));
        if (runInitialisers) {
            runs.addAll(statics.unknown(attempt.compiled(), attempt.edits(), attempt.before()));
        }
        targets.each(plan -> new FoldedConstants(workspace.compiler()).forget(plan));
        // Who is told that it is live may end the session at once.
        targets.each(transaction::keep);
        double millis = (System.nanoTime() - startNanos) / 1e6;
        List<Event> edits = report(attempt, targets, runs, moving);
        int told = edits.size();
        workspace.sources().accept(attempt.edits(), attempt.compiled().deleted());
        patches.accepted(attempt.compiled().texts(), attempt.compiled().deleted());
        writeWhatWaits();
        int classes = applied.classes() == 0 && told > 0 ? applied.renewed() : applied.classes();
        List<Plan> live = targets.plans();
        if (classes > 0 && told > 0 && !live.isEmpty()) {
            listener.accept(new Event.Live(label(live), classes, millis, applied.pausedNanos() / 1e6));
        }
        moving.told();
        targets.each(plan -> plan.classes().hiddenThreads().ifPresent(listener));
        if (frames.restart()) {
            targets.each(plan -> new Restarts(plan.classes(), workspace, listener).restartOld());
        }
        List<CompletableFuture<Void>> conforming = new ArrayList<>();
        targets.each(plan -> conforming.add(conform.begin(plan.classes(), news)));
        Set<String> reshaped = new HashSet<>(news.shapes());
        reshaped.retainAll(attempt.before().keySet());
        tell(news, reshaped, attempt.resources(), allOf(conforming), startNanos);
        hooks.callAfter(attempt.compiled().texts().keySet(), edits);
    }

    /** With no patch left that is in no source file, what was kept from the disk goes there. */
    private void writeWhatWaits() {
        if (!workspace.patches().isAny()) {
            try {
                unwritten.write(workspace.placement(), workspace.compiler());
            } catch (JuriggedException e) {
                listener.accept(new Event.Trouble(e.getMessage(), e));
            }
        }
    }

    private static void loadNew(Attempt attempt, Plan plan) throws JuriggedException {
        if (!plan.classes().reshapedClasses().isEmpty()) {
            Set<String> added = new TreeSet<>();
            attempt.compiled().classes().stream()
                    .filter(c -> c.change() == Change.NEW)
                    .map(CompiledClass::name)
                    .forEach(added::add);
            plan.classes().target().loadAhead(added);
        }
    }

    /** Says where the lines of each class go, for a debugger's breakpoints in it. */
    private Map<String, LineMoves> lines(Attempt attempt) {
        Map<Path, LineMoves> ofFiles = new HashMap<>();
        for (FileEdits file : attempt.edits()) {
            workspace
                    .sources()
                    .liveText(file.file())
                    .ifPresent(before -> ofFiles.put(file.file(), new MovedLines(before, file.text())));
        }
        Map<String, LineMoves> lines = new HashMap<>();
        for (CompiledClass c : attempt.compiled().classes()) {
            LineMoves moves = ofFiles.get(c.source());
            if (moves != null) {
                lines.put(c.name(), moves);
            }
        }
        return lines;
    }

    /** A class whose source is gone may come back, and its class file is gone as well then. */
    private void rememberRemoved(Attempt attempt, Plan plan) throws JuriggedException {
        for (List<LoadedClass> copies :
                plan.classes().copies(attempt.compiled().removedClasses()).values()) {
            for (LoadedClass copy : copies) {
                plan.classes().state(copy, workspace.compiler().current(copy.name()));
            }
        }
    }

    private static String label(List<Plan> plans) {
        return plans.size() == 1 ? plans.get(0).classes().target().info().label() : plans.size() + " JVMs";
    }

    /** Brings classes up to date that were loaded from old class files while the save was on its way. */
    private void catchUp(Attempt attempt, Plan plan) throws JuriggedException {
        plan.classes().lookForMissed(attempt.compiled().classes());
        Plan.Input input = attempt.input(workspace.compiler(), Map.of(), Map.of());
        Plan missed = Plan.of(plan.classes(), input, plan.done());
        if (!missed.refusals().isEmpty()) {
            Refusal refusal = missed.refusals().get(0);
            listener.accept(new Event.Trouble(
                    refusal.definition() + " was loaded just now and runs its old code: " + refusal.reason() + ". "
                            + refusal.code().remedy(),
                    null));
            return;
        }
        Transaction later = new Transaction(workspace.placement(), List.of(missed));
        later.apply(List.of(), true);
        later.keep(missed);
    }

    /**
     * Tells what is live and what runs old code; nothing where all targets have ended, for no program runs it then.
     *
     * @return the edits that were told
     */
    private List<Event> report(Attempt attempt, Survivors targets, Collection<Event> runs, Moving moving) {
        EditReport report = new EditReport(workspace);
        List<Event> old = new ArrayList<>();
        targets.each(plan -> old.addAll(oldFrames(attempt, report.names(), plan, moving)));
        if (targets.plans().isEmpty()) {
            return List.of();
        }
        List<Event> edits = report.edits(attempt.compiled(), attempt.edits(), attempt.before());
        edits.forEach(listener);
        runs.forEach(listener);
        Set<Event> unseen = new LinkedHashSet<>();
        targets.each(plan -> plan.unseen().forEach(u -> unseen.add(unseen(u))));
        ReflectedMembers reflected = new ReflectedMembers(workspace.compiler(), report.names(), attempt.before());
        targets.each(plan -> reflected.find(plan, attempt.compiled().classes()).forEach(u -> unseen.add(unseen(u))));
        unseen.forEach(listener);
        old.forEach(listener);
        return edits;
    }

    private static List<Event.StillOld> oldFrames(Attempt attempt, DefinitionNames names, Plan plan, Moving moving)
            throws JuriggedException {
        Set<LoadedClass> redefined = plan.redefinitions().keySet();
        List<ThreadStack> before = attempt.standing().of(plan.classes());
        return redefined.isEmpty()
                ? List.of()
                : new OldFrames(plan.classes(), names, before, moving.calls(plan)).find(redefined);
    }

    private static Event refused(Refusal refusal) {
        return new Event.Refused(
                refusal.code().name(),
                refusal.definition(),
                refusal.reason(),
                refusal.code().remedy());
    }

    private static Event unseen(Unseen unseen) {
        return new Event.Unseen(unseen.code().name(), unseen.definition(), unseen.reason());
    }

    private static Event.Problem problem(Problem problem) {
        return new Event.Problem(
                problem.file(),
                problem.line(),
                problem.column(),
                problem.message(),
                problem.sourceLine(),
                problem.caret());
    }
}

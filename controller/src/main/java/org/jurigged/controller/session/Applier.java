package org.jurigged.controller.session;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jurigged.controller.Event;
import org.jurigged.controller.JuriggedException;
import org.jurigged.controller.compile.Compilation;
import org.jurigged.controller.share.LineMoves;
import org.jurigged.controller.target.Target;
import org.jurigged.controller.target.TargetException;
import org.jurigged.reshape.Refusal;

/** Takes saved files all the way: compiled, compared, planned, applied, reported. Used by the session's worker only. */
final class Applier {
    private final Workspace workspace;
    private final FileEdits.Reader differ;
    private final SaveUnderWay underWay;
    private final Consumer<Event> listener;
    private final ResourcePlan resources;
    private final boolean runInitialisers;
    private final FrameOptions frames;
    private final Patches patches;
    private final EditHooks hooks;
    private final ApplyTurn turn;
    private final Unwritten unwritten = new Unwritten();
    private final Aftermath aftermath;

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
            EditHooks hooks,
            ApplyTurn turn) {
        this.workspace = workspace;
        this.differ = differ;
        this.underWay = underWay;
        this.listener = listener;
        this.resources = new ResourcePlan(workspace.resources(), listener);
        this.runInitialisers = runInitialisers;
        this.frames = frames;
        this.patches = patches;
        this.hooks = hooks;
        this.turn = turn;
        this.aftermath = new Aftermath(
                workspace, listener, runInitialisers, conform, applied, frames, patches, hooks, unwritten);
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
            new Transaction(workspace.placement(), List.of(), copies, List.of())
                    .apply(Staging.none(workspace.placement()));
            copies.forEach(copy -> listener.accept(copy.event()));
            if (!copies.isEmpty()) {
                aftermath.take(copies, targets, startNanos);
            }
            return List.of();
        }
        return applySources(byKind.get(false), given, copies, targets, startNanos);
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
            Set<Path> mentioned = workspace.stale().mentionedBy(files, given);
            if (mentioned.isEmpty()) {
                underWay.failed(failed.sources(), () -> isStillRead(failed, given));
            } else {
                List<Event> together = applySources(both(files, mentioned), given, copies, targets, startNanos);
                if (together.stream().noneMatch(Event.CompileFailed.class::isInstance)) {
                    return together;
                }
            }
            return List.of(SaveReport.failed(failed));
        }
        Compilation.Compiled compiled = (Compilation.Compiled) compilation;
        Set<Path> needed = workspace.stale().neededBy(compiled.classes(), targets);
        if (!needed.isEmpty()) {
            return applySources(both(files, needed), given, copies, targets, startNanos);
        }
        standing.alsoIn(compiled.ofDependents());
        underWay.compiled(compiled.dependents(), () -> isStillRead(compiled, given));
        List<FileEdits> edits = differ.ofCompiled(StandingFrames.result(comparing, Map.of()), compiled.texts());
        Attempt attempt = Attempt.of(compiled, edits, workspace.compiler(), standing, copies);
        boolean onDisk = !workspace.patches().isAny();
        try (Staging staging = Staging.begin(workspace.placement(), compiled.classes(), onDisk, differ)) {
            return applyReady(attempt, staging, targets, startNanos);
        }
    }

    private boolean isStillRead(Compilation compilation, Map<Path, String> given) {
        return workspace.compiler().isStillRead(compilation, given.keySet());
    }

    /** Has the programs ready for what is almost always called in them for such a save. */
    private List<Event> applyReady(Attempt attempt, Staging staging, List<TargetClasses> targets, long startNanos)
            throws JuriggedException {
        List<TargetClasses> called = targets.stream()
                .filter(target -> target.ledger().mayNote(attempt.compiled().classes()))
                .toList();
        called.forEach(target -> target.target().callsAhead());
        try {
            return apply(attempt, staging, targets, startNanos);
        } finally {
            called.forEach(target -> target.target().callsDone());
        }
    }

    private static Set<Path> both(Collection<Path> files, Set<Path> more) {
        Set<Path> all = new LinkedHashSet<>(files);
        all.addAll(more);
        return all;
    }

    private List<Event> apply(Attempt attempt, Staging staging, List<TargetClasses> targets, long startNanos)
            throws JuriggedException {
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
                target.untold().lookForChanged(attempt.compiled().classes());
                plans.add(target.target().look(() -> Plan.of(target, input)));
            } catch (TargetException.Gone e) {
                // A program that ended meanwhile runs no old code: the save goes on for the others.
                continue;
            }
        }
        Set<Refusal> refusals = new LinkedHashSet<>();
        plans.forEach(plan -> refusals.addAll(plan.refusals()));
        if (!refusals.isEmpty()) {
            return refusals.stream().map(SaveReport::refused).toList();
        }
        List<Event> notYet = workspace.patches().isAny() ? Unwritten.uninitialised(attempt, targets) : List.of();
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
            turn.take(() -> commit(attempt, staging, plans, statics, startNanos));
            return List.of();
        } catch (TargetException.Kept e) {
            return List.of(SaveReport.refused(e.refusal()));
        }
    }

    private void commit(Attempt attempt, Staging staging, List<Plan> plans, StaticEdits statics, long startNanos)
            throws JuriggedException {
        Transaction transaction = new Transaction(
                workspace.placement(),
                plans,
                attempt.resources(),
                attempt.compiled().removedClasses());
        tellLines(attempt, plans);
        Moving moving = Moving.plan(plans, attempt.standing(), frames, new EditReport(workspace).names(), listener);
        Transaction.Applied applied;
        try {
            applied = transaction.apply(staging);
        } catch (JuriggedException | RuntimeException | Error e) {
            moving.giveUp();
            throw e;
        }
        if (!staging.onDisk()) {
            unwritten.keep(attempt.compiled().classes());
        }
        attempt.resources().forEach(copy -> listener.accept(copy.event()));
        Survivors targets = new Survivors(plans, listener);
        try {
            targets.each(moving::begin);
            aftermath.take(attempt, transaction, applied, targets, statics, moving, startNanos);
        } finally {
            targets.each(transaction::keep);
        }
    }

    private void tellLines(Attempt attempt, List<Plan> plans) {
        List<Target> following = plans.stream()
                .map(plan -> plan.classes().target())
                .filter(Target::followsLines)
                .toList();
        if (!following.isEmpty()) {
            Map<String, LineMoves> lines = MovedLines.of(attempt, workspace.sources());
            following.forEach(target -> target.moveLines(lines));
        }
    }
}

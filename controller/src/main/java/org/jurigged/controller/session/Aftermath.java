package org.jurigged.controller.session;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jurigged.controller.Event;
import org.jurigged.controller.JuriggedException;
import org.jurigged.controller.compile.Change;
import org.jurigged.controller.compile.CompiledClass;
import org.jurigged.controller.target.LoadedClass;
import org.jurigged.controller.target.TargetException;
import org.jurigged.reshape.Refusal;

/**
 * What is left to do once the new classes run, and what is told of them: whatever fails of it, they do. Used by the session's
 * worker only.
 */
final class Aftermath {
    private final Workspace workspace;
    private final Consumer<Event> listener;
    private final Steps steps;
    private final Conform conform;
    private final Supplier<Consumer<AppliedSave>> applied;
    private final boolean runInitialisers;
    private final FrameOptions frames;
    private final Patches patches;
    private final EditHooks hooks;
    private final Unwritten unwritten;

    /** @param applied gives who is told of each save that is live; null for nobody */
    Aftermath(
            Workspace workspace,
            Consumer<Event> listener,
            boolean runInitialisers,
            ConformChoice conform,
            Supplier<Consumer<AppliedSave>> applied,
            FrameOptions frames,
            Patches patches,
            EditHooks hooks,
            Unwritten unwritten) {
        this.workspace = workspace;
        this.listener = listener;
        this.steps = new Steps(listener);
        this.conform = new Conform(workspace, conform, listener);
        this.applied = applied;
        this.runInitialisers = runInitialisers;
        this.frames = frames;
        this.patches = patches;
        this.hooks = hooks;
        this.unwritten = unwritten;
    }

    /** Does what is left to do for a save, and tells of it. */
    void take(
            Attempt attempt,
            Transaction transaction,
            Transaction.Applied applied,
            Survivors targets,
            StaticEdits statics,
            Moving moving,
            long startNanos) {
        steps.take(() -> workspace.edited(attempt.compiled().classes()));
        targets.each(plan -> loadNew(attempt, plan));
        targets.each(plan -> workspace.fix(plan.classes()));
        targets.each(plan -> catchUp(attempt, plan));
        targets.each(plan -> rememberRemoved(attempt, plan));
        steps.take(() -> workspace.compiler().accept(attempt.compiled()));
        Set<Event> runs = new LinkedHashSet<>();
        targets.each(plan -> runs.addAll(transaction.created(plan)));
        targets.each(plan -> runs.addAll(transaction.runInitialisers(plan)));
        if (runInitialisers) {
            steps.take(() -> runs.addAll(statics.unknown(attempt.compiled(), attempt.edits(), attempt.before())));
        }
        targets.each(plan -> new FoldedConstants(workspace.compiler()).forget(plan));
        // Who is told that it is live may end the session at once.
        targets.each(transaction::keep);
        double millis = (System.nanoTime() - startNanos) / 1e6;
        List<Event> edits = new ArrayList<>();
        boolean isReported = steps.take(
                () -> edits.addAll(new SaveReport(workspace, attempt, targets, listener).tell(runs, moving)));
        steps.take(() -> noteLive(attempt));
        boolean isNews = !edits.isEmpty() || !isReported;
        List<Plan> live = targets.plans();
        int classes = isNews ? new LiveClasses(applied, live, runs).count(edits) : 0;
        if (classes > 0 && !live.isEmpty()) {
            steps.take(() -> listener.accept(
                    new Event.Live(SaveReport.label(live), classes, millis, applied.pausedNanos() / 1e6)));
        }
        steps.take(moving::told);
        targets.each(plan -> plan.classes().hiddenThreads().ifPresent(listener));
        if (frames.restart()) {
            targets.each(plan -> new Restarts(plan.classes(), workspace, listener).restartOld());
        }
        targets.each(this::lookForStandIns);
        steps.take(() -> conform(attempt, targets, startNanos));
        steps.take(() -> hooks.callAfter(attempt.compiled().texts().keySet(), edits));
    }

    private void conform(Attempt attempt, Survivors targets, long startNanos) throws JuriggedException {
        Conform.News news = Conform.News.of(
                attempt.compiled(), attempt.before(), !attempt.resources().isEmpty());
        List<CompletableFuture<Void>> conforming = new ArrayList<>();
        targets.each(plan -> conforming.add(conform.begin(plan.classes(), news)));
        Set<String> reshaped = new HashSet<>(news.shapes());
        reshaped.retainAll(attempt.before().keySet());
        tell(news, reshaped, attempt.resources(), allOf(conforming), startNanos);
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

    private void noteLive(Attempt attempt) {
        workspace.sources().accept(attempt.edits(), attempt.compiled().deleted());
        workspace.stale().remove(attempt.compiled().texts().keySet());
        patches.accepted(attempt.compiled().texts(), attempt.compiled().deleted());
        writeWhatWaits();
    }

    /** As the other one, for resources that were put in place. */
    void take(List<ResourceCopy> copies, List<TargetClasses> targets, long startNanos) throws JuriggedException {
        tell(Conform.News.ofResources(), Set.of(), copies, conformToResources(targets), startNanos);
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

    /** A class whose source is gone may come back, and its class file is gone as well then. */
    private void rememberRemoved(Attempt attempt, Plan plan) throws JuriggedException {
        for (List<LoadedClass> copies :
                plan.classes().copies(attempt.compiled().removedClasses()).values()) {
            for (LoadedClass copy : copies) {
                plan.classes().states().of(copy, workspace.compiler().current(copy.name()));
            }
        }
    }

    /** What was made while the save was on its way was neither judged with it, nor seen being made. */
    private void lookForStandIns(Plan plan) throws JuriggedException {
        workspace.lookForStandIns(
                plan.classes(),
                plan.redefinitions().keySet().stream().map(LoadedClass::name).collect(Collectors.toSet()));
    }

    /** Brings classes up to date that were loaded from old class files while the save was on its way. */
    private void catchUp(Attempt attempt, Plan plan) throws JuriggedException {
        plan.classes().untold().lookForMissed(attempt.compiled().classes());
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
        later.apply(Staging.none(workspace.placement()));
        later.keep(missed);
    }
}

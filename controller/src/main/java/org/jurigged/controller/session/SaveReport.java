package org.jurigged.controller.session;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jurigged.controller.Event;
import org.jurigged.controller.JuriggedException;
import org.jurigged.controller.compile.Compilation;
import org.jurigged.controller.compile.Problem;
import org.jurigged.controller.target.LoadedClass;
import org.jurigged.controller.target.ThreadStack;
import org.jurigged.reshape.Refusal;
import org.jurigged.reshape.Unseen;

/** Tells what a save that was applied has changed, what isn't seen of it, and what runs old code; or why it wasn't applied. */
final class SaveReport {
    private final Workspace workspace;
    private final Attempt attempt;
    private final Survivors targets;
    private final Consumer<Event> listener;

    SaveReport(Workspace workspace, Attempt attempt, Survivors targets, Consumer<Event> listener) {
        this.workspace = workspace;
        this.attempt = attempt;
        this.targets = targets;
        this.listener = listener;
    }

    /**
     * Tells what is live and what runs old code; nothing where all targets have ended, for no program runs it then. Called
     * before the new texts are the live ones.
     *
     * @return the edits that were told
     */
    List<Event> tell(Collection<Event> runs, Moving moving) {
        EditReport report = new EditReport(workspace);
        List<Event> old = new ArrayList<>();
        targets.each(plan -> old.addAll(oldFrames(report.names(), plan, moving)));
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

    private List<Event.StillOld> oldFrames(DefinitionNames names, Plan plan, Moving moving) throws JuriggedException {
        Set<LoadedClass> redefined = plan.redefinitions().keySet();
        List<ThreadStack> before = attempt.standing().of(plan.classes());
        return redefined.isEmpty()
                ? List.of()
                : new OldFrames(plan.classes(), names, before, moving.calls(plan)).find(redefined);
    }

    /** Names the JVMs in which a save is live. */
    static String label(List<Plan> plans) {
        return plans.size() == 1 ? plans.get(0).classes().target().info().label() : plans.size() + " JVMs";
    }

    static Event refused(Refusal refusal) {
        return new Event.Refused(
                refusal.code().name(),
                refusal.definition(),
                refusal.reason(),
                refusal.code().remedy());
    }

    static Event unseen(Unseen unseen) {
        return new Event.Unseen(unseen.code().name(), unseen.definition(), unseen.reason());
    }

    static Event failed(Compilation.Failed failed) {
        return new Event.CompileFailed(
                failed.problems().stream().map(SaveReport::problem).toList());
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

package org.jurigged.controller.session;

import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jurigged.controller.Event;
import org.jurigged.controller.JuriggedException;
import org.jurigged.controller.target.Target;
import org.jurigged.controller.target.TargetException;

/** The frames of all targets of one save that move. Used by the session's worker only. */
final class Moving {
    private final Map<Plan, FrameMoves> moves = new IdentityHashMap<>();
    private final MoveReport report;

    private Moving(MoveReport report) {
        this.report = report;
    }

    /** Plans for each target, before the save is applied; what fails is told, and its frames stay. */
    static Moving plan(
            List<Plan> plans,
            StandingFrames standing,
            FrameOptions options,
            DefinitionNames names,
            Consumer<Event> listener) {
        Moving moving = new Moving(new MoveReport(listener, names));
        for (Plan plan : plans) {
            if (!plan.redefinitions().isEmpty()) {
                moving.plan(plan, standing, options, listener);
            }
        }
        return moving;
    }

    private void plan(Plan plan, StandingFrames standing, FrameOptions options, Consumer<Event> listener) {
        TargetClasses classes = plan.classes();
        if (classes.target().lacks(Target.Ability.FRAMES).isPresent()) {
            return;
        }
        try {
            FrameMoves planned = classes.target()
                    .look(() -> FrameMoves.plan(
                            classes,
                            plan.redefinitions(),
                            standing.of(classes, plan.redefinitions().keySet()),
                            options.move()));
            moves.put(plan, planned);
            if (planned.isAny()) {
                prepare(classes, planned);
            }
        } catch (TargetException.Gone e) {
            // Its frames are gone as well.
            moves.remove(plan);
        } catch (JuriggedException e) {
            listener.accept(new Event.Trouble(e.getMessage(), e));
        }
    }

    private static void prepare(TargetClasses classes, FrameMoves planned) {
        try {
            classes.target().prepareMoves();
        } catch (JuriggedException e) {
            planned.giveUp("the program can't be prepared for it (" + e.getMessage() + ")");
        }
    }

    /** Gives up, for a save that isn't applied. */
    void giveUp() {
        moves.values().forEach(m -> m.giveUp(""));
    }

    /** Begins in one target, where the save is applied. */
    void begin(Plan plan) throws JuriggedException {
        FrameMoves planned = moves.get(plan);
        if (planned != null) {
            planned.begin((frame, result) -> report.take(plan.classes(), frame, result));
        }
    }

    /** Returns what is known of the calls of a target that run old code. */
    Map<Activation, OldCall> calls(Plan plan) {
        FrameMoves planned = moves.get(plan);
        return planned == null ? Map.of() : planned.calls();
    }

    /** Says that the save was told to be live: what moved since then is told now, and the rest as it happens. */
    void told() {
        report.open();
    }
}

package org.jurigged.controller.session;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jurigged.controller.Event;
import org.jurigged.controller.JuriggedException;
import org.jurigged.controller.target.TargetException;

/**
 * The targets of a save that is being applied. One that ends meanwhile drops out, and the others go on: what it ran
 * does not matter any more. Used by the session's worker only.
 */
final class Survivors {
    private final List<Plan> plans;
    private final Consumer<Event> listener;

    Survivors(List<Plan> plans, Consumer<Event> listener) {
        this.plans = new ArrayList<>(plans);
        this.listener = listener;
    }

    /** Something to be done in one target. */
    interface Step {
        void take(Plan plan) throws JuriggedException;
    }

    /** Takes a step in each target; where it fails that is told, and the next target's turn comes. */
    void each(Step step) {
        for (Plan plan : plans()) {
            new Steps(listener).take(() -> each(step, plan));
        }
    }

    private void each(Step step, Plan plan) throws JuriggedException {
        try {
            plan.classes().target().look(() -> {
                step.take(plan);
                return null;
            });
        } catch (TargetException.Gone e) {
            plans.remove(plan);
        }
    }

    /** Returns the plans of the targets that are there. */
    List<Plan> plans() {
        plans.removeIf(plan -> !plan.classes().target().alive());
        return List.copyOf(plans);
    }
}

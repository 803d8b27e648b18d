package org.jurigged.controller.session;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jurigged.controller.JuriggedException;
import org.jurigged.controller.target.LoadedClass;
import org.jurigged.controller.target.Target;
import org.jurigged.controller.target.TargetException;

/**
 * Redefines what a plan says, in one step; or in two, with the enums given other constants in between: who leads to a new
 * constant comes last, so that nobody sees one that the enum doesn't have yet.
 */
final class Redefining {
    private final Plan plan;
    private final Target target;

    Redefining(Plan plan) {
        this.plan = plan;
        this.target = plan.classes().target();
    }

    /** Does all of it or nothing; returns how long the program stood still in nanoseconds. */
    long apply() throws JuriggedException {
        long paused = plan.pauses().stream().mapToLong(Long::longValue).sum();
        if (plan.enums().isEmpty()) {
            return paused + plan.classes().redefineKnown(plan.redefinitions());
        }
        Set<LoadedClass> deferred = new HashSet<>();
        plan.enums().forEach(edit -> deferred.addAll(edit.deferred()));
        Map<LoadedClass, byte[]> first = new HashMap<>(plan.redefinitions());
        first.keySet().removeAll(deferred);
        Map<LoadedClass, byte[]> last = new HashMap<>(plan.redefinitions());
        last.keySet().retainAll(deferred);
        plan.enums().forEach(edit -> edit.relinked().forEach(last::putIfAbsent));
        for (Plan.EnumEdit edit : plan.enums()) {
            edit.change()
                    .interim()
                    .ifPresent(interim -> first.computeIfPresent(edit.host(), (host, redefined) -> {
                        last.put(host, redefined);
                        return interim;
                    }));
        }
        for (Plan.EnumEdit edit : plan.enums()) {
            if (edit.change().removesAny()) {
                paused += target.rehearse(edit.host(), edit.change(), edit.users());
            }
        }
        paused += plan.classes().redefine(first);
        List<Plan.EnumEdit> done = new ArrayList<>();
        try {
            for (Plan.EnumEdit edit : plan.enums()) {
                paused += target.change(edit.host(), edit.change(), edit.users());
                done.add(edit);
            }
            return paused + plan.classes().redefine(last);
        } catch (JuriggedException e) {
            undo(done, e);
            throw e;
        }
    }

    /** Takes back what {@link #apply} did, because of what happened since; what can't be is added to that. */
    void undo(Throwable cause) {
        undo(plan.enums(), cause);
    }

    private void undo(List<Plan.EnumEdit> enums, Throwable cause) {
        try {
            target.look(() -> {
                plan.classes().redefine(plan.reverse());
                for (Plan.EnumEdit edit : enums) {
                    target.change(edit.host(), edit.change().reversed(), edit.users());
                }
                return null;
            });
        } catch (TargetException.Gone e) {
            // A program that has ended runs nothing that would have to be taken back.
            return;
        } catch (JuriggedException e) {
            cause.addSuppressed(e);
        }
    }
}

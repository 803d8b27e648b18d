package org.jurigged.controller.session;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jurigged.controller.Event;
import org.jurigged.controller.JuriggedException;
import org.jurigged.controller.classes.ClassFileTransaction;
import org.jurigged.controller.compile.Change;
import org.jurigged.controller.compile.CompiledClass;
import org.jurigged.controller.target.LoadedClass;
import org.jurigged.controller.target.Target;
import org.jurigged.controller.target.TargetException;
import org.jurigged.reshape.Realm;

/**
 * Applies compiled classes to the disk and to every target: all of it, or none.
 *
 * <p>Class files are written before the JVMs are asked, since new code may load a new class with its first call; they are
 * put back when a JVM refuses.
 */
final class Transaction {
    private final Placement placement;
    private final List<Plan> plans;
    private final List<ResourceCopy> resources;
    private final Set<String> replaced = new HashSet<>();
    private final Set<Plan> kept = Collections.newSetFromMap(new IdentityHashMap<>());

    Transaction(Placement placement, List<Plan> plans) {
        this(placement, plans, List.of(), List.of());
    }

    /** @param removed the classes that are gone from the sources */
    Transaction(Placement placement, List<Plan> plans, List<ResourceCopy> resources, Collection<String> removed) {
        this.placement = placement;
        this.plans = plans;
        this.resources = resources;
        replaced.addAll(removed);
    }

    /**
     * What went live.
     *
     * @param classes how many compiled classes changed; those that differ only in line numbers don't count
     * @param redefined the classes that were compiled to the same as before, or not at all, and were redefined
     * @param renewed how many classes were replaced at all
     * @param pausedNanos the longest time a JVM may have stood still
     */
    record Applied(int classes, Set<String> redefined, int renewed, long pausedNanos) {}

    /** Applies everything, and ends the staging; throws, with nothing applied, when the disk or a JVM says no. */
    Applied apply(Staging staging) throws JuriggedException {
        List<CompiledClass> news = staging.news();
        news.forEach(c -> replaced.add(c.name()));
        try (staging) {
            staging.await();
            stageResources(staging.files());
            long paused = applyAll(staging.files(), staging.staged(), staging.homeless());
            Set<String> names = news.stream().map(CompiledClass::name).collect(Collectors.toSet());
            plans.forEach(plan -> plan.classes().ledger().patched(names, !staging.onDisk()));
            noteAll(staging.isEdit());
            int changed = (int)
                    news.stream().filter(c -> c.change() != Change.LINES_ONLY).count();
            return new Applied(changed, redefined(news), news.size(), paused);
        }
    }

    private void stageResources(ClassFileTransaction files) throws JuriggedException {
        for (ResourceCopy resource : resources) {
            if (resource.isInPlace()) {
                continue;
            }
            if (resource.content().isPresent()) {
                files.stageFile(resource.copy(), resource.content().get());
            } else {
                files.deleteFile(resource.copy());
            }
        }
    }

    /** Finds the classes that are redefined for another class's sake, or for their initialisers' run. */
    private Set<String> redefined(List<CompiledClass> news) {
        Set<String> names = new HashSet<>();
        for (Plan plan : plans) {
            for (LoadedClass loaded : plan.redefinitions().keySet()) {
                Realm realm = plan.realms().getOrDefault(loaded.loader(), Realm.EMPTY);
                if (!realm.companions().containsKey(loaded.name())) {
                    names.add(loaded.name());
                }
            }
        }
        news.forEach(c -> names.remove(c.name()));
        return names;
    }

    /**
     * Writes the class files and redefines. The mark of a save that has to be kept comes first: who is killed between the
     * two would leave class files that the next session takes for what is loaded.
     */
    private long applyAll(ClassFileTransaction files, Map<String, byte[]> staged, Map<String, byte[]> homeless)
            throws JuriggedException {
        List<Plan> done = new ArrayList<>();
        List<Plan> begun = new ArrayList<>();
        long longest = 0;
        try {
            for (Plan plan : plans) {
                begin(plan, staged);
                begun.add(plan);
            }
            files.commit();
            for (Plan plan : plans) {
                longest = Math.max(longest, redefine(plan, homeless));
                done.add(plan);
            }
            return longest;
        } catch (JuriggedException | RuntimeException | Error e) {
            undo(done, e);
            files.rollback();
            keep(begun, e);
            throw e;
        }
    }

    private void noteAll(boolean isEdit) {
        for (Plan plan : plans) {
            if (isEdit) {
                plan.classes().beginEdit();
            }
            plan.redefinitions().forEach(plan.classes()::redefined);
            plan.enums().forEach(edit -> edit.relinked().forEach(plan.classes()::redefined));
            plan.realms()
                    .forEach((loader, realm) -> plan.classes().reshaped(loader, realm.classes(), realm.companions()));
        }
    }

    private void begin(Plan plan, Map<String, byte[]> staged) throws JuriggedException {
        Function<String, Optional<byte[]>> files = name ->
                Optional.ofNullable(staged.get(name)).or(() -> plan.classes().onDisk(name));
        try {
            look(plan, () -> {
                boolean isToBeKept = plan.isToBeKept(files)
                        || plan.classes()
                                .anyStays(replaced, plan.redefinitions().keySet(), files);
                plan.classes().ledger().begin(isToBeKept);
                return null;
            });
        } catch (TargetException.Gone e) {
            // As in redefine.
            return;
        }
    }

    /** Keeps what was defined, and that nobody knows what runs if the rest could not be taken back. */
    private static void keep(List<Plan> begun, Throwable cause) {
        for (Plan plan : begun) {
            try {
                look(plan, () -> {
                    if (cause.getSuppressed().length > 0) {
                        plan.classes().ledger().lost();
                    }
                    plan.classes().ledger().end();
                    return null;
                });
            } catch (JuriggedException e) {
                cause.addSuppressed(e);
            }
        }
    }

    /** Keeps in a target what became of its classes, for a session that comes later; to be called when all is done, once or more. */
    void keep(Plan plan) throws JuriggedException {
        if (!kept.add(plan)) {
            return;
        }
        plan.classes().keepStaying(replaced, plan.redefinitions().keySet());
        plan.classes().ledger().end();
    }

    private long redefine(Plan plan, Map<String, byte[]> homeless) throws JuriggedException {
        try {
            return look(plan, () -> {
                defineAll(plan, homeless);
                return new Redefining(plan).apply();
            });
        } catch (TargetException.Gone e) {
            // A program that has ended runs no old code: the save goes on for the others.
            return 0;
        }
    }

    /** Does what asks loaded classes, which can't say by themselves that their JVM is gone. */
    private static <T> T look(Plan plan, Target.Work<T> work) throws JuriggedException {
        return plan.classes().target().look(work);
    }

    private void defineAll(Plan plan, Map<String, byte[]> homeless) throws JuriggedException {
        Map<String, byte[]> left = new LinkedHashMap<>(homeless);
        // Nested types of loaded classes are defined in the form that fits those.
        plan.definitions().forEach(d -> left.keySet().removeAll(d.files().keySet()));
        if (!left.isEmpty()) {
            placement.define(plan.classes().target(), left);
        }
        define(plan);
    }

    private static void define(Plan plan) throws JuriggedException {
        for (Plan.Definitions definitions : plan.definitions()) {
            LoadedClass neighbour = definitions.neighbour();
            new Definer(plan.classes())
                    .define(
                            neighbour,
                            definitions.files(),
                            definitions.hooks(),
                            plan.realms().get(neighbour.loader()));
        }
    }

    private static void undo(List<Plan> done, Throwable cause) {
        for (Plan plan : done) {
            new Redefining(plan).undo(cause);
        }
    }

    /** Tells of the enum constants that a target has got. */
    List<Event> created(Plan plan) {
        return plan.enums().stream()
                .flatMap(edit -> edit.change().creations().stream())
                .map(creation -> creation.element())
                .<Event>map(element -> new Event.Run(element.name(), element.line()))
                .toList();
    }

    /** Runs a target's changed initialisers; one that fails is an event and ends nothing, unless its JVM is gone. */
    List<Event> runInitialisers(Plan plan) throws TargetException.Gone {
        List<Event> events = new ArrayList<>();
        for (Plan.Run run : plan.runs()) {
            events.add(run(plan, run));
        }
        return events;
    }

    private static Event run(Plan plan, Plan.Run run) throws TargetException.Gone {
        String name = run.initialiser().element().name();
        int line = run.initialiser().element().line();
        try {
            plan.classes().target().run(run.host(), run.initialiser());
            return new Event.Run(name, line);
        } catch (TargetException.Gone e) {
            throw e;
        } catch (JuriggedException e) {
            return new Event.RunFailed(name, line, e.getMessage());
        }
    }
}

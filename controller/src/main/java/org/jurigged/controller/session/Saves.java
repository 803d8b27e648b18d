package org.jurigged.controller.session;

import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.jurigged.controller.Event;
import org.jurigged.controller.JuriggedException;

/**
 * What has been saved and isn't live: because it waits for the user's word, doesn't compile or can't be applied.
 *
 * <p>Used by the session's worker only.
 */
final class Saves {
    private final SessionOptions options;
    private final Consumer<Event> listener;
    private final Commands commands;
    private final Applier applier;
    private final Set<Path> pending = new TreeSet<>();

    Saves(SessionOptions options, Consumer<Event> listener, Applier applier) {
        this.options = options;
        this.listener = listener;
        this.commands = new Commands(options, listener);
        this.applier = applier;
    }

    /** Takes saved files, and applies them unless they are to wait. */
    void saved(Collection<Path> files, List<TargetClasses> targets, long startNanos) throws JuriggedException {
        Set<Path> earlier = new LinkedHashSet<>(pending);
        earlier.removeAll(files);
        pending.addAll(files);
        if (options.onDemand()) {
            listener.accept(new Event.Waiting(List.copyOf(pending), "applied on demand"));
            return;
        }
        apply(files, earlier, targets, startNanos);
    }

    /** Applies what waits, in one transaction. */
    void applyAll(List<TargetClasses> targets) throws JuriggedException {
        if (!pending.isEmpty()) {
            apply(List.copyOf(pending), Set.of(), targets, System.nanoTime());
        }
    }

    /** Applies what was saved before a target joined, unless the user wants to say when. */
    void joined(List<TargetClasses> targets) throws JuriggedException {
        if (!options.onDemand()) {
            applyAll(targets);
        }
    }

    /** Writes what isn't live to the class directories, for a program that is about to start. */
    void build() throws JuriggedException {
        if (!pending.isEmpty()) {
            List<Event> problems = applier.apply(List.copyOf(pending), List.of(), System.nanoTime());
            problems.forEach(listener);
            if (problems.isEmpty()) {
                pending.clear();
            }
        }
    }

    /**
     * Applies this save together with what earlier ones left behind; if that doesn't work, this save alone, which may
     * well have nothing to do with them.
     */
    private void apply(Collection<Path> files, Set<Path> earlier, List<TargetClasses> targets, long startNanos)
            throws JuriggedException {
        if (targets.isEmpty() || !commands.before(pending)) {
            return;
        }
        Set<Path> all = new LinkedHashSet<>(files);
        all.addAll(earlier);
        List<Event> problems = applier.apply(all, targets, startNanos);
        Set<Path> applied = problems.isEmpty() ? all : Set.of();
        if (!problems.isEmpty()
                && !earlier.isEmpty()
                && applier.apply(files, targets, startNanos).isEmpty()) {
            applied = new LinkedHashSet<>(files);
        } else {
            problems.forEach(listener);
        }
        pending.removeAll(applied);
        if (!applied.isEmpty()) {
            commands.after(applied);
        }
    }
}

package org.jurigged.controller.session;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jurigged.controller.Event;
import org.jurigged.controller.JuriggedException;
import org.jurigged.controller.target.Target;
import org.jurigged.controller.target.TargetException;

/** What can be done before the first save of a JVM, beside the session's own thread. */
final class Preparation {
    private final Workspace workspace;
    private final SessionThreads threads;
    private final Set<Path> saved;
    private final Instant opened;
    private final Consumer<Event> listener;
    private SessionThreads.Task known = () -> {};

    /**
     * @param saved what the watcher has told of, which grows meanwhile
     * @param opened when the session began
     */
    Preparation(
            Workspace workspace, SessionThreads threads, Set<Path> saved, Instant opened, Consumer<Event> listener) {
        this.workspace = workspace;
        this.threads = threads;
        this.saved = saved;
        this.opened = opened;
        this.listener = listener;
    }

    /** Has something done as soon as the JVM's classes are known. */
    void then(SessionThreads.Task task) {
        known = task;
    }

    /**
     * Does it; returns the sources that differ from what runs and are to be applied.
     *
     * @param all whether all of those are, and not only those that were saved in this session
     */
    List<Path> of(TargetClasses classes, boolean all) throws JuriggedException {
        Target target = classes.target();
        target.warm();
        known.run();
        workspace.warm();
        new Rehearsal(workspace, target).run();
        warmCalls(target);
        return outOfSync(classes).stream()
                .filter(found -> found.compiles() && (all || found.savedSince(opened)))
                .map(OutOfSync.Found::file)
                .toList();
    }

    /** What goes wrong with it is told when a save needs it. */
    private static void warmCalls(Target target) throws TargetException.Gone {
        try {
            target.warmCalls();
        } catch (TargetException.Gone e) {
            throw e;
        } catch (JuriggedException e) {
            return;
        }
    }

    private List<OutOfSync.Found> outOfSync(TargetClasses classes) throws JuriggedException {
        List<OutOfSync.Found> old = new ArrayList<>(new OutOfSync(workspace, threads).find(classes));
        // What the watcher has told of is dealt with, or waits for the user's word.
        old.removeIf(found -> saved.contains(found.file()));
        // Or will be: its text from before is what the program was built from, as far as anybody can tell.
        old.removeIf(found -> found.savedSince(opened) && workspace.sources().isFromBefore(found.file()));
        old.forEach(found -> workspace.stale().add(found.file(), found.className()));
        old.stream()
                .filter(found -> found.compiles() && !found.savedSince(opened))
                .forEach(found -> listener.accept(new Event.OutOfSync(found.file(), found.className())));
        old.forEach(found -> workspace.sources().distrust(found.file()));
        return old;
    }
}

package org.jurigged.controller.session;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import org.jurigged.controller.JuriggedException;
import org.jurigged.controller.target.LoadedClass;
import org.jurigged.controller.target.Target;
import org.jurigged.controller.target.ThreadStack;

/** How threads stand in classes that are about to be redefined, noted while the compiler works. */
final class StandingFrames {
    private final Map<TargetClasses, Future<Found>> reading = new HashMap<>();
    private final Map<TargetClasses, Future<Found>> readingMore = new HashMap<>();
    private final FileEdits.Reader beside;
    private final boolean isMoving;

    private StandingFrames(FileEdits.Reader beside, boolean isMoving) {
        this.beside = beside;
        this.isMoving = isMoving;
    }

    /**
     * Begins to read, for the classes of these files.
     *
     * @param isMoving whether frames may move; then the target is made ready for that as well, where threads stand
     */
    static StandingFrames begin(
            Collection<Path> files,
            List<TargetClasses> targets,
            Sources sources,
            FileEdits.Reader beside,
            boolean isMoving) {
        Set<String> types = new HashSet<>();
        for (Path file : files) {
            sources.live(file).ifPresent(source -> types.addAll(source.types()));
        }
        StandingFrames standing = new StandingFrames(beside, isMoving);
        for (TargetClasses target : targets) {
            if (!types.isEmpty()) {
                standing.reading.put(target, beside.submit(() -> read(target, types, isMoving)));
            }
        }
        return standing;
    }

    /** Begins to read, while the save is planned, for classes that were compiled because of the files. */
    void alsoIn(Set<String> types) {
        if (types.isEmpty()) {
            return;
        }
        try {
            reading.keySet()
                    .forEach(target -> readingMore.put(target, beside.submit(() -> read(target, types, isMoving))));
        } catch (RejectedExecutionException e) {
            // The session ends: what isn't read is asked for when it is needed, if it ever is.
            return;
        }
    }

    private static Found read(TargetClasses classes, Set<String> types, boolean isMoving) throws JuriggedException {
        Set<LoadedClass> loaded = loaded(classes, types);
        List<ThreadStack> stacks =
                loaded.isEmpty() ? List.of() : classes.target().stacks(loaded);
        boolean mayMove = stacks.stream().anyMatch(stack -> isCalledIn(stack, loaded));
        if (isMoving && mayMove && classes.target().lacks(Target.Ability.FRAMES).isEmpty()) {
            prepare(classes.target());
        }
        return new Found(loaded, stacks);
    }

    /** Returns the loaded classes among these, nested and anonymous ones of them and all companions too. */
    private static Set<LoadedClass> loaded(TargetClasses classes, Set<String> types) throws JuriggedException {
        Set<String> companions = new HashSet<>();
        classes.realms()
                .values()
                .forEach(realm -> companions.addAll(realm.companions().keySet()));
        Set<String> names = classes.target().loadedNames(name -> companions.contains(name) || isIn(name, types));
        Set<LoadedClass> found = new HashSet<>();
        classes.copies(names).values().forEach(found::addAll);
        return found;
    }

    private static boolean isIn(String name, Set<String> types) {
        for (int end = name.length(); end > 0; end = name.lastIndexOf('$', end - 1)) {
            if (types.contains(name.substring(0, end))) {
                return true;
            }
        }
        return false;
    }

    /** Whether a thread is in a method of these classes that was called by another one. */
    private static boolean isCalledIn(ThreadStack stack, Set<LoadedClass> loaded) {
        return stack.frames().subList(0, Math.max(0, stack.frames().size() - 1)).stream()
                .anyMatch(frame -> loaded.contains(frame.type()));
    }

    /** Makes a target ready while the compiler works; who needs that waits for it. */
    private static void prepare(Target target) {
        Thread thread = new Thread(
                () -> {
                    try {
                        target.prepareMoves();
                    } catch (JuriggedException e) {
                        // Who needs it tries again, and has something to say about it.
                        return;
                    }
                },
                "jurigged-prepare");
        thread.setDaemon(true);
        thread.start();
    }

    /** Waits until all is read, which has to be before anything is redefined. */
    void await() throws JuriggedException {
        for (TargetClasses target : reading.keySet()) {
            found(target, reading);
            found(target, readingMore);
        }
    }

    /** Returns how a target's threads stand in classes of the files; nothing where that could not be read. */
    List<ThreadStack> of(TargetClasses target) throws JuriggedException {
        return found(target, reading).stacks();
    }

    /**
     * Returns how a target's threads stand in classes that are about to be redefined. Those that nobody has asked for yet
     * are asked for now.
     */
    List<ThreadStack> of(TargetClasses target, Set<LoadedClass> redefined) throws JuriggedException {
        Set<LoadedClass> others = new HashSet<>(redefined);
        List<ThreadStack> all = new ArrayList<>();
        for (Found found : List.of(found(target, reading), found(target, readingMore))) {
            others.removeAll(found.classes());
            all.addAll(found.stacks());
        }
        if (!others.isEmpty()) {
            all.addAll(target.target().stacks(others));
        }
        return all;
    }

    private static Found found(TargetClasses target, Map<TargetClasses, Future<Found>> reading)
            throws JuriggedException {
        return reading.containsKey(target) ? result(reading.get(target), Found.NOTHING) : Found.NOTHING;
    }

    private record Found(Set<LoadedClass> classes, List<ThreadStack> stacks) {
        static final Found NOTHING = new Found(Set.of(), List.of());
    }

    /** Returns what was found out beside the compiler; a failure costs detail of the report, not the save. */
    static <T> T result(Future<T> future, T otherwise) throws JuriggedException {
        try {
            return future.get();
        } catch (ExecutionException e) {
            return otherwise;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new JuriggedException("The session was closed before a save was applied.", e);
        }
    }
}

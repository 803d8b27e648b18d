package org.jurigged.controller.session;

import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.jurigged.controller.JuriggedException;
import org.jurigged.controller.target.LoadedClass;
import org.jurigged.controller.target.ThreadStack;

/** How threads stand in classes that are about to be redefined once more, noted while the compiler works. */
final class StandingFrames {
    private final Map<TargetClasses, Future<List<ThreadStack>>> reading = new HashMap<>();

    private StandingFrames() {}

    /** Begins to read, for the classes of the files that were redefined before: {@link OldFrames} says why just those. */
    static StandingFrames begin(
            Collection<Path> files, List<TargetClasses> targets, Sources sources, FileEdits.Reader beside) {
        Set<String> types = new HashSet<>();
        for (Path file : files) {
            sources.live(file).ifPresent(source -> types.addAll(source.types()));
        }
        StandingFrames standing = new StandingFrames();
        for (TargetClasses target : targets) {
            Set<LoadedClass> redefined = target.redefinedBefore(types);
            if (!redefined.isEmpty()) {
                standing.reading.put(target, beside.submit(() -> target.target().stacks(redefined)));
            }
        }
        return standing;
    }

    /** Waits until all is read, which has to be before anything is redefined. */
    void await() throws JuriggedException {
        for (TargetClasses target : reading.keySet()) {
            of(target);
        }
    }

    /** Returns how a target's threads stood; nothing where that could not be read. */
    List<ThreadStack> of(TargetClasses target) throws JuriggedException {
        return reading.containsKey(target) ? result(reading.get(target), List.of()) : List.of();
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

package org.jurigged.controller.session;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/** The saves that aren't live, each with the files that were saved together, the oldest first. Used by the session's worker only. */
final class PendingSaves {
    private final List<SavedTogether> saves = new ArrayList<>();

    /** Takes files that were saved together; a save that shares one of them is part of it from now on. */
    void take(Collection<Path> files) {
        SavedTogether together = SavedTogether.of(files);
        for (SavedTogether earlier : all()) {
            if (earlier.shares(files)) {
                saves.remove(earlier);
                together = together.with(earlier);
            }
        }
        saves.add(together);
    }

    boolean isEmpty() {
        return saves.isEmpty();
    }

    /** Returns them as they are now. */
    List<SavedTogether> all() {
        return List.copyOf(saves);
    }

    /** Returns the files of all of them, sorted. */
    Set<Path> files() {
        Set<Path> all = new TreeSet<>();
        saves.forEach(together -> all.addAll(together.files()));
        return all;
    }

    /** Returns the files of those that nobody has tried to apply yet. */
    Set<Path> untried() {
        Set<Path> untried = new LinkedHashSet<>();
        saves.stream()
                .filter(together -> together.triedAt() == SavedTogether.NEVER)
                .forEach(together -> untried.addAll(together.files()));
        return untried;
    }

    /** Whether a file is one of theirs. */
    boolean has(Path file) {
        return saves.stream().anyMatch(together -> together.files().contains(file));
    }

    /** Forgets files, which are live or nobody's. */
    void remove(Predicate<Path> isDone) {
        Set<Path> done = files();
        done.removeIf(isDone.negate());
        replace(together -> together.without(done));
        saves.removeIf(together -> together.files().isEmpty());
    }

    void replace(UnaryOperator<SavedTogether> change) {
        saves.replaceAll(change);
    }
}

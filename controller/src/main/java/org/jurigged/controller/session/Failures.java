package org.jurigged.controller.session;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jurigged.controller.Event;

/**
 * What came of applying the saves that wait, while one after the other is tried; told once nothing is left to be tried, as
 * what one lacks may be in another that goes live after it.
 *
 * <p>A save that doesn't compile alone may compile with others that can't go live for a reason of their own: that reason is
 * told of it, as its source is right. Used by the session's worker only.
 */
final class Failures {
    private final PendingSaves pending;
    private final LongSupplier visibleChanges;
    private final Saves.Outcome widest;
    private final Map<Set<Path>, Failure> failures = new HashMap<>();

    /** Why a save isn't live, and the compiler's count of visible changes then. */
    private record Failure(Saves.Outcome outcome, long triedAt) {}

    /**
     * @param visibleChanges counts the applied changes that other sources can see
     * @param widest what came of as many as could be tried at once
     */
    Failures(PendingSaves pending, LongSupplier visibleChanges, Saves.Outcome widest) {
        this.pending = pending;
        this.visibleChanges = visibleChanges;
        this.widest = widest;
    }

    void add(Saves.Outcome outcome) {
        if (!outcome.isLive()) {
            failures.put(outcome.files(), new Failure(outcome, visibleChanges.getAsLong()));
        }
    }

    /** Returns the files that are to be tried next; empty if it is known of all saves that they can't go live. */
    Optional<Set<Path>> next() {
        long now = visibleChanges.getAsLong();
        return pending.all().stream()
                .filter(together -> together.triedAt() != now && !isTried(together.files(), now))
                .map(SavedTogether::files)
                .findFirst()
                .or(() -> needingOthers().filter(files -> !isTried(files, now)));
    }

    private boolean isTried(Set<Path> files, long now) {
        Failure failure = failures.get(files);
        return failure != null && failure.triedAt() == now;
    }

    /** Returns the files of those that compile with others only; empty if there are no two, or these are all there are. */
    private Optional<Set<Path>> needingOthers() {
        List<SavedTogether> needing =
                pending.all().stream().filter(this::needsOthers).toList();
        Set<Path> files = new LinkedHashSet<>();
        needing.forEach(together -> files.addAll(together.files()));
        return needing.size() < 2 || files.equals(widest.files()) ? Optional.empty() : Optional.of(files);
    }

    private boolean needsOthers(SavedTogether together) {
        Failure failure = failures.get(together.files());
        return failure != null
                && !failure.outcome().compiled()
                && widest.compiled()
                && widest.files().containsAll(together.files());
    }

    /**
     * Tells of those that still wait.
     *
     * @param saved the files that the user has saved just now, and wants to hear of
     */
    void tell(Set<Path> saved, Consumer<Event> listener) {
        Set<Event> told = new LinkedHashSet<>();
        pending.replace(together -> {
            Failure failure = failures.get(together.files());
            if (failure == null) {
                return together;
            }
            List<Event> problems = needsOthers(together)
                    ? widest.problems()
                    : failure.outcome().problems();
            told.addAll(together.news(problems, saved));
            return together.failed(problems, failure.triedAt());
        });
        told.forEach(listener);
    }
}

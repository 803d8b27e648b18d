package org.jurigged.controller.session;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jurigged.controller.Event;

/**
 * Files that were saved together and aren't live. They go live together or not at all, unless some are saved again.
 *
 * @param told what was said of why they aren't live
 * @param triedAt the compiler's count of visible changes when they were tried last; {@link #NEVER} if they weren't
 */
record SavedTogether(Set<Path> files, List<Event> told, long triedAt) {
    static final long NEVER = -1;
    private static final long AGAIN = -2;

    SavedTogether {
        files = Collections.unmodifiableSet(new LinkedHashSet<>(files));
        told = List.copyOf(told);
    }

    /** Returns files that were saved just now. */
    static SavedTogether of(Collection<Path> files) {
        return new SavedTogether(new LinkedHashSet<>(files), List.of(), NEVER);
    }

    /** Returns these files and those, untried, as one. */
    SavedTogether with(SavedTogether other) {
        Set<Path> all = new LinkedHashSet<>(files);
        all.addAll(other.files);
        List<Event> both = new ArrayList<>(told);
        both.addAll(other.told);
        return new SavedTogether(all, both, NEVER);
    }

    /** Returns what is left when some files have gone live. */
    SavedTogether without(Set<Path> live) {
        Set<Path> left = new LinkedHashSet<>(files);
        left.removeAll(live);
        return new SavedTogether(left, told, triedAt);
    }

    SavedTogether untried() {
        return new SavedTogether(files, told, NEVER);
    }

    /** Returns these files, to be tried again if it was not the sources that they failed for. */
    SavedTogether againAfterTrouble() {
        boolean trouble = told.stream().anyMatch(Event.Trouble.class::isInstance);
        return trouble && triedAt != NEVER ? new SavedTogether(files, told, AGAIN) : this;
    }

    SavedTogether failed(List<Event> problems, long now) {
        return new SavedTogether(files, problems, now);
    }

    boolean shares(Collection<Path> other) {
        return !Collections.disjoint(files, other);
    }

    /**
     * Returns what there is to say of a failure: each problem once, until its file is saved again.
     *
     * @param saved the files that the user has saved just now, and wants to hear of
     */
    List<Event> news(List<Event> problems, Collection<Path> saved) {
        Set<Event.Problem> known = new HashSet<>();
        for (Event event : told) {
            if (event instanceof Event.CompileFailed failed) {
                known.addAll(failed.problems());
            }
        }
        List<Event> news = new ArrayList<>();
        for (Event event : problems) {
            if (event instanceof Event.CompileFailed failed) {
                List<Event.Problem> left = failed.problems().stream()
                        .filter(problem -> !known.contains(problem) || saved.contains(problem.file()))
                        .toList();
                if (!left.isEmpty()) {
                    news.add(new Event.CompileFailed(left));
                }
            } else if (told.stream().noneMatch(earlier -> same(earlier, event))) {
                news.add(event);
            }
        }
        return news.isEmpty() && shares(saved) ? problems : news;
    }

    private static boolean same(Event one, Event other) {
        return one instanceof Event.Trouble trouble && other instanceof Event.Trouble another
                ? trouble.text().equals(another.text())
                : one.equals(other);
    }
}

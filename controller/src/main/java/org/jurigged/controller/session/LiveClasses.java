package org.jurigged.controller.session;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jurigged.controller.Event;

/**
 * Counts the classes of which a save made something live: other code, or an initialiser that ran again. A class whose code is
 * the same is redefined for its initialiser's run; when that throws, nothing of it is live.
 */
final class LiveClasses {
    private final Transaction.Applied applied;
    private final Set<String> failed;
    private final Set<String> hosts = new HashSet<>();
    private final Set<String> ran = new HashSet<>();

    /**
     * @param runs what was told of the initialisers that were run, by {@link Event.Run} and {@link Event.RunFailed}: both of one
     *     that threw in one JVM and ran in another
     */
    LiveClasses(Transaction.Applied applied, List<Plan> plans, Collection<Event> runs) {
        this.applied = applied;
        Set<String> succeeded = definitions(runs, Event.Run.class, Event.Run::definition);
        this.failed = definitions(runs, Event.RunFailed.class, Event.RunFailed::definition);
        failed.removeAll(succeeded);
        for (Plan plan : plans) {
            for (Plan.Run run : plan.runs()) {
                hosts.add(run.host().name());
                if (succeeded.contains(run.initialiser().element().name())) {
                    ran.add(run.host().name());
                }
            }
        }
    }

    private static <E extends Event> Set<String> definitions(
            Collection<Event> runs, Class<E> kind, Function<E, String> definition) {
        return runs.stream()
                .filter(kind::isInstance)
                .map(kind::cast)
                .map(definition)
                .collect(Collectors.toCollection(HashSet::new));
    }

    /** @param edits what was told to be edited */
    int count(List<Event> edits) {
        long redefined = applied.redefined().stream()
                .filter(name -> !hosts.contains(name) || ran.contains(name))
                .count();
        int classes = applied.classes() + (int) redefined;
        boolean hasOnlyFailed = !edits.isEmpty() && edits.stream().allMatch(this::hasFailed);
        return classes == 0 && !hasOnlyFailed ? Math.max(applied.renewed(), ran.size()) : classes;
    }

    private boolean hasFailed(Event edit) {
        return edit instanceof Event.Update update && failed.contains(update.definition());
    }
}

package org.jurigged.bench.random.run;

import java.util.List;
import org.jurigged.controller.Event;

/** What a session says of a save. */
sealed interface Verdict {
    /** It is live, or there was nothing to do. */
    record Live() implements Verdict {}

    /** Nothing of it was applied. */
    record Refused(List<Event.Refused> refusals) implements Verdict {
        public Refused {
            refusals = List.copyOf(refusals);
        }

        /** Returns the codes, each once. */
        List<String> codes() {
            return refusals.stream()
                    .map(Event.Refused::code)
                    .distinct()
                    .sorted()
                    .toList();
        }
    }

    /** A changed static initialiser did not run again, which was said. */
    record NotRun(String what) implements Verdict {}

    /** Something that can't be. */
    record Broken(String what) implements Verdict {}

    static Verdict of(List<Event> events) {
        for (Event event : events) {
            if (event instanceof Event.Trouble
                    || event instanceof Event.CompileFailed
                    || event instanceof Event.TargetGone) {
                return new Broken(event.toString());
            }
        }
        List<Event.Refused> refused = events.stream()
                .filter(Event.Refused.class::isInstance)
                .map(Event.Refused.class::cast)
                .toList();
        if (!refused.isEmpty()) {
            return new Refused(refused);
        }
        return events.stream()
                .filter(Event.RunFailed.class::isInstance)
                .findFirst()
                .<Verdict>map(event -> new NotRun(event.toString()))
                .orElseGet(Live::new);
    }
}

package org.jurigged.bench.replay;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jurigged.controller.Event;

/** What came of a commit. */
sealed interface Verdict {
    /** The words for it in the table. */
    String word();

    /** What is to be known of it, line by line. */
    default List<String> details() {
        return List.of();
    }

    /** Told to be live, and each test says what it says in a fresh JVM. */
    record Right() implements Verdict {
        @Override
        public String word() {
            return "live and right";
        }
    }

    /** Refused before anything was applied. */
    record Refused(List<Event.Refused> refusals) implements Verdict {
        private static final int SHOWN = 4;

        public Refused {
            refusals = List.copyOf(refusals);
        }

        List<String> codes() {
            return refusals.stream()
                    .map(Event.Refused::code)
                    .distinct()
                    .sorted()
                    .toList();
        }

        @Override
        public String word() {
            return "refused " + String.join(" ", codes());
        }

        @Override
        public List<String> details() {
            List<String> lines = new ArrayList<>();
            refusals.stream().limit(SHOWN).forEach(r -> lines.add(r.code() + " " + r.definition() + ": " + r.reason()));
            if (refusals.size() > SHOWN) {
                lines.add("and " + (refusals.size() - SHOWN) + " more");
            }
            return lines;
        }
    }

    /** Told to be live but for what is said here; tests differ. */
    record Told(List<String> said, List<Difference> differences) implements Verdict {
        public Told {
            said = List.copyOf(said);
            differences = List.copyOf(differences);
        }

        @Override
        public String word() {
            return "live in part, and told";
        }

        @Override
        public List<String> details() {
            List<String> lines = new ArrayList<>(said);
            lines.addAll(Difference.texts(differences));
            return lines;
        }
    }

    /** Told to be live, and a test says something else than in a fresh JVM. */
    record Wrong(List<Difference> differences) implements Verdict {
        public Wrong {
            differences = List.copyOf(differences);
        }

        @Override
        public String word() {
            return "WRONG";
        }

        @Override
        public List<String> details() {
            return Difference.texts(differences);
        }
    }

    /** Neither live nor refused with a code: something did not work. */
    record Failed(String reason) implements Verdict {
        public Failed {
            Objects.requireNonNull(reason, "reason");
        }

        @Override
        public String word() {
            return "FAILED";
        }

        @Override
        public List<String> details() {
            return reason.lines().toList();
        }
    }

    /** Left out of the count. */
    record NotCounted(LeftOut reason, String detail) implements Verdict {
        public NotCounted {
            Objects.requireNonNull(reason, "reason");
            Objects.requireNonNull(detail, "detail");
        }

        @Override
        public String word() {
            return "left out: " + reason;
        }

        @Override
        public List<String> details() {
            return detail.lines().limit(3).toList();
        }
    }
}

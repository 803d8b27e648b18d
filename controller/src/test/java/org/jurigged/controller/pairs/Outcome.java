package org.jurigged.controller.pairs;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** What came of a pair. */
sealed interface Outcome {
    /** The word for it in a table. */
    String word();

    /** Each edit came out as the pair says; {@code refused} has the codes of those that it wants refused. */
    record Right(Set<String> refused) implements Outcome {
        public Right {
            refused = Set.copyOf(refused);
        }

        @Override
        public String word() {
            return refused.isEmpty() ? "right" : "right: refused " + join(refused);
        }
    }

    /** An edit that is to go live was refused, with nothing applied. */
    record NotYet(Set<String> codes, List<String> reasons) implements Outcome {
        public NotYet {
            codes = Set.copyOf(codes);
            reasons = List.copyOf(reasons);
        }

        @Override
        public String word() {
            return "refused " + join(codes);
        }
    }

    /** The program did something that neither its old nor its new sources say, or was told something false. */
    record Wrong(String problem) implements Outcome {
        @Override
        public String word() {
            return "WRONG";
        }
    }

    private static String join(Collection<String> codes) {
        return String.join(" ", new TreeSet<>(codes));
    }
}

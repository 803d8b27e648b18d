package org.jurigged.controller.pairs;

import java.util.List;
import java.util.Set;

/** What came of one edit. */
sealed interface Step {
    /** It was told live, and the program does what it has to. */
    record Live() implements Step {}

    /** It was refused, and the program does exactly what it did before. */
    record Refused(Set<String> codes, List<String> reasons) implements Step {
        public Refused {
            codes = Set.copyOf(codes);
            reasons = List.copyOf(reasons);
        }
    }

    /** Anything else. */
    record Wrong(String problem) implements Step {}
}

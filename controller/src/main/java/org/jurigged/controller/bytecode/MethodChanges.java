package org.jurigged.controller.bytecode;

import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;

/** Finds the methods of a class whose code is another one in another version; what that means, {@link MethodTexts} says. */
public final class MethodChanges {
    private MethodChanges() {}

    /** Returns name and descriptor of the methods of {@code before} that {@code after} doesn't have with the same code. */
    public static Set<String> between(byte[] before, byte[] after) {
        return between(before, after, method -> true);
    }

    /** As the other one, of those methods whose name and descriptor, written as one, pass a test. */
    public static Set<String> between(byte[] before, byte[] after, Predicate<String> wanted) {
        CodeComparison comparison = new CodeComparison(before, after);
        Set<String> changed = new HashSet<>();
        Set<String> undecided = new HashSet<>();
        for (String method : comparison.methodsBefore()) {
            if (wanted.test(method)) {
                switch (comparison.methodsAfter().contains(method)
                        ? comparison.of(method)
                        : CodeComparison.Verdict.DIFFERENT) {
                    case DIFFERENT -> changed.add(method);
                    case UNDECIDED -> undecided.add(method);
                    case SAME -> {}
                }
            }
        }
        if (!undecided.isEmpty()) {
            Map<String, String> then = MethodTexts.of(before, undecided::contains);
            Map<String, String> now = MethodTexts.of(after, undecided::contains);
            undecided.removeIf(method -> Objects.equals(then.get(method), now.get(method)));
            changed.addAll(undecided);
        }
        return changed;
    }
}

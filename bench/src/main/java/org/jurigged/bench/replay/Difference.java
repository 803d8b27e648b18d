package org.jurigged.bench.replay;

import java.util.ArrayList;
import java.util.List;

/**
 * A test that passes in a fresh JVM and didn't where the commit went live, or that only exists in one of the two.
 *
 * @param test the JUnit platform's unique id
 * @param live its outcome where the commit went live
 * @param failure the first lines of its failure there; empty if there was none
 */
record Difference(String test, String live, String failure) {
    private static final int SHOWN = 5;

    @Override
    public String toString() {
        return live + ": " + test + (failure.isEmpty() ? "" : "\n" + failure);
    }

    /** Returns the first few as texts, and how many more there are. */
    static List<String> texts(List<Difference> differences) {
        List<String> texts = new ArrayList<>();
        differences.stream().limit(SHOWN).forEach(difference -> texts.add(difference.toString()));
        if (differences.size() > SHOWN) {
            texts.add("and " + (differences.size() - SHOWN) + " more tests");
        }
        return texts;
    }
}

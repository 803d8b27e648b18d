package org.jurigged.bench.replay;

/**
 * A test that passes in a fresh JVM and didn't where the commit went live, or that only exists in one of the two.
 *
 * @param test the JUnit platform's unique id
 * @param live its outcome where the commit went live
 * @param failure the first lines of its failure there; empty if there was none
 */
record Difference(String test, String live, String failure) {
    @Override
    public String toString() {
        return live + ": " + test + (failure.isEmpty() ? "" : "\n" + failure);
    }
}

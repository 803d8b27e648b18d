package org.jurigged.bench.replay;

import java.util.Objects;

/**
 * A commit and what came of it.
 *
 * @param compared how many tests were compared
 * @param failing how many tests were not compared because they don't pass in a fresh JVM
 * @param unsteady how many were not because a second fresh JVM says something else
 * @param plain whether a plain redefinition takes the commit's classes
 * @param linesOnly whether its classes differ in nothing but line numbers and other debug information
 */
record Replayed(
        Commit commit,
        Verdict verdict,
        int compared,
        int failing,
        int unsteady,
        boolean plain,
        boolean linesOnly,
        double seconds) {
    Replayed {
        Objects.requireNonNull(commit, "commit");
        Objects.requireNonNull(verdict, "verdict");
    }

    boolean counted() {
        return !(verdict instanceof Verdict.NotCounted);
    }

    /** Whether something is not as it should be: the commit is neither live and right, nor refused, nor left out. */
    boolean isFailure() {
        return verdict instanceof Verdict.Wrong || verdict instanceof Verdict.Failed || verdict instanceof Verdict.Told;
    }
}

package org.jurigged.bench.replay;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jurigged.bench.replay.target.Result;

/**
 * Compares, test by test, what tests say where a commit went live with what they say in a fresh JVM. Only tests that
 * pass in the fresh one are compared.
 */
final class Comparison {
    /** What {@code Object.toString} puts at the end is in the names of some tests. */
    private static final Pattern IDENTITY = Pattern.compile("@[0-9a-f]{3,8}\\b");

    private final Map<String, Result> fresh;
    private final List<Difference> differences = new ArrayList<>();
    private int unsteady;

    Comparison(List<Result> fresh, List<Result> live) {
        this.fresh = byId(fresh);
        Map<String, Result> there = byId(live);
        this.fresh.forEach((id, result) -> {
            Result other = there.get(id);
            if (result.passed() && (other == null || !other.passed())) {
                differences.add(
                        other == null
                                ? new Difference(id, "did not run", "")
                                : new Difference(id, other.outcome(), other.failure()));
            }
        });
        there.forEach((id, result) -> {
            if (!this.fresh.containsKey(id)) {
                differences.add(
                        new Difference(id, result.outcome() + ", and not there in a fresh JVM", result.failure()));
            }
        });
    }

    /** Returns the results by id; of several with the same one, the worst. */
    private static Map<String, Result> byId(List<Result> results) {
        Map<String, Result> byId = new LinkedHashMap<>();
        for (Result result : results) {
            byId.merge(
                    IDENTITY.matcher(result.id()).replaceAll("@"), result, (one, other) -> one.passed() ? other : one);
        }
        return byId;
    }

    /** Forgets tests that don't say the same in another fresh JVM. */
    void ignoreUnsteady(List<Result> again) {
        Map<String, Result> other = byId(again);
        int before = differences.size();
        differences.removeIf(difference -> {
            Result one = fresh.get(difference.test());
            Result two = other.get(difference.test());
            return one == null ? two != null : two == null || !two.passed();
        });
        unsteady = before - differences.size();
    }

    List<Difference> differences() {
        return List.copyOf(differences);
    }

    int unsteady() {
        return unsteady;
    }

    int compared() {
        return passing() - unsteady;
    }

    /** How many tests pass in the fresh JVM. */
    int passing() {
        return (int) fresh.values().stream().filter(Result::passed).count();
    }

    /** How many tests don't pass in the fresh JVM. */
    int failing() {
        return fresh.size() - passing();
    }
}

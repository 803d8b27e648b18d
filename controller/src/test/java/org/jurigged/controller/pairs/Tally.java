package org.jurigged.controller.pairs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What came of all pairs on one JDK, as a table and in totals. */
final class Tally {
    private final int feature;
    private final long startNanos = System.nanoTime();
    private final Map<String, Outcome> outcomes = new LinkedHashMap<>();

    Tally(int feature) {
        this.feature = feature;
    }

    void add(Pair pair, Outcome outcome) {
        outcomes.put(pair.name(), outcome);
    }

    Map<String, Outcome> outcomes() {
        return Map.copyOf(outcomes);
    }

    /** One line for each pair: its name, what came of it, and why. */
    List<String> table() {
        List<String> lines = new ArrayList<>();
        outcomes.forEach((name, outcome) -> lines.add(String.format("%-45s %s", name, line(outcome))));
        return lines;
    }

    private static String line(Outcome outcome) {
        if (outcome instanceof Outcome.NotYet refused) {
            return refused.word() + "  " + String.join("; ", refused.reasons());
        } else if (outcome instanceof Outcome.Wrong wrong) {
            return wrong.word() + "  " + wrong.problem();
        }
        return outcome.word();
    }

    /** The totals in one line: right, refused as the pairs say, refused although they are to go live, wrong. */
    String totals() {
        int live = 0;
        int wrong = 0;
        Map<String, Integer> refused = new TreeMap<>();
        Map<String, Integer> notYet = new TreeMap<>();
        for (Outcome outcome : outcomes.values()) {
            if (outcome instanceof Outcome.Right right && right.refused().isEmpty()) {
                live++;
            } else if (outcome instanceof Outcome.Right right) {
                right.refused().forEach(code -> refused.merge(code, 1, Integer::sum));
            } else if (outcome instanceof Outcome.NotYet later) {
                later.codes().forEach(code -> notYet.merge(code, 1, Integer::sum));
            } else {
                wrong++;
            }
        }
        long seconds = (System.nanoTime() - startNanos) / 1_000_000_000;
        return "pairs on JDK " + feature + ": " + outcomes.size() + " in " + seconds + " s; live and right " + live
                + "; refused as they should be " + count(Outcome.Right.class, live) + " " + refused
                + "; refused, not yet live " + count(Outcome.NotYet.class, 0) + " " + notYet + "; WRONG " + wrong;
    }

    private long count(Class<? extends Outcome> kind, int without) {
        return outcomes.values().stream().filter(kind::isInstance).count() - without;
    }

    /** Writes table and totals to a file. */
    void write(Path directory) throws IOException {
        List<String> lines = new ArrayList<>(table());
        lines.add(totals());
        Files.write(directory.resolve("jdk-" + feature + ".txt"), lines);
    }
}

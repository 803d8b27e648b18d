package org.jurigged.bench.replay;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;

/** Counts what came of commits. */
final class Totals {
    private final List<Replayed> all = new ArrayList<>();

    void add(Replayed replayed) {
        all.add(replayed);
    }

    int size() {
        return all.size();
    }

    List<Replayed> all() {
        return List.copyOf(all);
    }

    boolean hasWrong() {
        return all.stream().anyMatch(r -> r.verdict() instanceof Verdict.Wrong);
    }

    /** Returns the totals as lines. */
    String text() {
        List<Replayed> counted = all.stream().filter(Replayed::counted).toList();
        StringBuilder text = new StringBuilder();
        text.append(all.size())
                .append(" commits, ")
                .append(counted.size())
                .append(" counted")
                .append(leftOut());
        text.append('\n');
        row(text, "live and right", counted, r -> r.verdict() instanceof Verdict.Right);
        row(text, "refused", counted, r -> r.verdict() instanceof Verdict.Refused);
        row(text, "live in part, and told", counted, r -> r.verdict() instanceof Verdict.Told);
        row(text, "failed", counted, r -> r.verdict() instanceof Verdict.Failed);
        row(text, "WRONG", counted, r -> r.verdict() instanceof Verdict.Wrong);
        row(text, "plain redefineClasses takes", counted, Replayed::plain);
        row(text, "only lines differ", counted, Replayed::linesOnly);
        codes(text, counted);
        text.append("tests compared: ")
                .append(counted.stream().mapToInt(Replayed::compared).sum());
        text.append("; not compared: ")
                .append(counted.stream().mapToInt(Replayed::failing).sum())
                .append(" don't pass in a fresh JVM, ")
                .append(counted.stream().mapToInt(Replayed::unsteady).sum())
                .append(" differ between fresh JVMs\n");
        return text.toString();
    }

    private String leftOut() {
        Map<LeftOut, Integer> reasons = new EnumMap<>(LeftOut.class);
        for (Replayed replayed : all) {
            if (replayed.verdict() instanceof Verdict.NotCounted not) {
                reasons.merge(not.reason(), 1, Integer::sum);
            }
        }
        StringBuilder text = new StringBuilder();
        reasons.forEach((reason, count) -> text.append(text.isEmpty() ? "; left out: " : ", ")
                .append(count)
                .append(" ")
                .append(reason));
        return text.toString();
    }

    private static void row(StringBuilder text, String what, List<Replayed> counted, Predicate<Replayed> which) {
        long count = counted.stream().filter(which).count();
        double percent = counted.isEmpty() ? 0 : 100.0 * count / counted.size();
        text.append(String.format(Locale.ROOT, "  %-28s %4d  %5.1f %%%n", what, count, percent));
    }

    /** Appends in how many commits each code occurs, and in how many it is the only one. */
    private static void codes(StringBuilder text, List<Replayed> counted) {
        Map<String, int[]> codes = new TreeMap<>();
        for (Replayed replayed : counted) {
            if (replayed.verdict() instanceof Verdict.Refused refused) {
                for (String code : refused.codes()) {
                    int[] counts = codes.computeIfAbsent(code, c -> new int[2]);
                    counts[0]++;
                    counts[1] += refused.codes().size() == 1 ? 1 : 0;
                }
            }
        }
        codes.forEach((code, counts) -> text.append(
                String.format(Locale.ROOT, "  %s in %d commits, alone in %d%n", code, counts[0], counts[1])));
    }
}

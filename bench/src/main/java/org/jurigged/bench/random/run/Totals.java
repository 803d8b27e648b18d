package org.jurigged.bench.random.run;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jurigged.bench.random.edit.Edit;

/** How many saves went live and were right, were refused, or were wrong. */
public final class Totals {
    private final Map<String, Integer> refusedByCode = new TreeMap<>();
    private final Map<String, int[]> byKind = new TreeMap<>();
    private int sequences;
    private int live;
    private int refused;
    private int notRun;
    private int wrong;
    private int cutShort;

    void sequence() {
        sequences++;
    }

    /** Counts a save; for one of a single edit also what kind it was. */
    void count(List<Edit> edits, Verdict verdict) {
        int column = 0;
        if (verdict instanceof Verdict.Refused of) {
            refused++;
            column = 1;
            of.codes().forEach(code -> refusedByCode.merge(code, 1, Integer::sum));
        } else if (verdict instanceof Verdict.NotRun) {
            notRun++;
        } else {
            live++;
        }
        if (edits.size() == 1) {
            byKind.computeIfAbsent(edits.get(0).kind(), k -> new int[2])[column]++;
        }
    }

    void cutShort() {
        cutShort++;
    }

    void wrong() {
        wrong++;
    }

    public int sequences() {
        return sequences;
    }

    public int saves() {
        return live + refused + notRun;
    }

    /** Returns how many sequences ended early, since their program runs in no JVM any more. */
    public int sequencesCutShort() {
        return cutShort;
    }

    /** Returns how many saves were live and did what a fresh JVM does. */
    public int right() {
        return live - wrong;
    }

    public int refused() {
        return refused;
    }

    public int notRun() {
        return notRun;
    }

    /** Returns how many sequences ended with a difference. */
    public int wrongs() {
        return wrong;
    }

    /** Returns how many saves each code refused. */
    public Map<String, Integer> refusedByCode() {
        return Map.copyOf(refusedByCode);
    }

    /** Returns a line for each kind of edit: how many single ones went live, how many were refused. */
    public List<String> kinds() {
        List<String> lines = new ArrayList<>();
        byKind.forEach((kind, counts) -> lines.add("%6d live %6d refused  %s".formatted(counts[0], counts[1], kind)));
        return lines;
    }
}

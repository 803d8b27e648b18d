package org.jurigged.controller.session;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jurigged.controller.compile.CompiledClass;
import org.jurigged.controller.share.LineMoves;

/**
 * Where the lines of a source went in its next version, by what is in them.
 *
 * <p>Lines that are the same but for white space are paired in order, as many as can be; between them, what was changed is
 * paired by its place, or by its words where there are more lines than before, or fewer. Computed when it is first asked.
 * Thread-safe.
 */
final class MovedLines implements LineMoves {
    /** More than this is compared piece by piece from both ends only. */
    private static final long COMPARABLE = 4_000_000;

    private static final double ALIKE = 0.4;

    private final String textBefore;
    private final String textAfter;
    private List<String> before;
    private List<String> after;
    private int[] pairs;

    MovedLines(String before, String after) {
        textBefore = before;
        textAfter = after;
    }

    /** Says where the lines of each class go, for a debugger's breakpoints in it. */
    static Map<String, LineMoves> of(Attempt attempt, Sources sources) {
        Map<Path, LineMoves> ofFiles = new HashMap<>();
        for (FileEdits file : attempt.edits()) {
            sources.liveText(file.file())
                    .ifPresent(before -> ofFiles.put(file.file(), new MovedLines(before, file.text())));
        }
        Map<String, LineMoves> lines = new HashMap<>();
        for (CompiledClass c : attempt.compiled().classes()) {
            LineMoves moves = ofFiles.get(c.source());
            if (moves != null) {
                lines.put(c.name(), moves);
            }
        }
        return lines;
    }

    @Override
    public synchronized int moved(int line) {
        if (pairs == null) {
            before = textBefore.lines().map(String::strip).toList();
            after = textAfter.lines().map(String::strip).toList();
            pairs = new int[before.size()];
            Arrays.fill(pairs, -1);
            pair();
        }
        return line < 1 || line > pairs.length ? 0 : pairs[line - 1] + 1;
    }

    private void pair() {
        int start = 0;
        int end = 0;
        int shorter = Math.min(before.size(), after.size());
        while (start < shorter && before.get(start).equals(after.get(start))) {
            pairs[start] = start;
            start++;
        }
        while (end < shorter - start && before.get(before.size() - 1 - end).equals(after.get(after.size() - 1 - end))) {
            end++;
            pairs[before.size() - end] = after.size() - end;
        }
        int oldEnd = before.size() - end;
        int newEnd = after.size() - end;
        if ((long) (oldEnd - start) * (newEnd - start) <= COMPARABLE) {
            pairSame(start, oldEnd, newEnd);
        }
        pairChanged(start, oldEnd, newEnd);
    }

    /** Pairs the longest sequence of lines that both have between the two ends. */
    private void pairSame(int start, int oldEnd, int newEnd) {
        int[][] length = new int[oldEnd - start + 1][newEnd - start + 1];
        for (int i = oldEnd - 1; i >= start; i--) {
            for (int j = newEnd - 1; j >= start; j--) {
                length[i - start][j - start] = isSame(i, j)
                        ? length[i - start + 1][j - start + 1] + 1
                        : Math.max(length[i - start + 1][j - start], length[i - start][j - start + 1]);
            }
        }
        int i = start;
        int j = start;
        while (i < oldEnd && j < newEnd) {
            if (isSame(i, j)) {
                pairs[i++] = j++;
            } else if (length[i - start + 1][j - start] >= length[i - start][j - start + 1]) {
                i++;
            } else {
                j++;
            }
        }
    }

    /** Empty lines and braces are everywhere, and say nothing. */
    private boolean isSame(int i, int j) {
        return before.get(i).length() > 1 && before.get(i).equals(after.get(j));
    }

    private void pairChanged(int start, int oldEnd, int newEnd) {
        int i = start;
        int j = start;
        while (i < oldEnd) {
            int gapEnd = i;
            while (gapEnd < oldEnd && pairs[gapEnd] < 0) {
                gapEnd++;
            }
            int newGapEnd = gapEnd < oldEnd ? pairs[gapEnd] : newEnd;
            pairGap(i, gapEnd, j, newGapEnd);
            i = gapEnd + 1;
            j = newGapEnd + 1;
        }
    }

    private void pairGap(int from, int to, int newFrom, int newTo) {
        int next = newFrom;
        for (int i = from; i < to; i++) {
            if (to - from == newTo - newFrom) {
                pairs[i] = newFrom + i - from;
                continue;
            }
            int best = -1;
            double most = ALIKE;
            for (int j = next; j < newTo; j++) {
                double likeness = likeness(before.get(i), after.get(j));
                if (likeness > most) {
                    most = likeness;
                    best = j;
                }
            }
            if (best >= 0) {
                pairs[i] = best;
                next = best + 1;
            }
        }
    }

    /** Which part of their words two lines have in common. */
    private static double likeness(String one, String other) {
        Set<String> words = words(one);
        Set<String> others = words(other);
        int all = words.size() + others.size();
        words.retainAll(others);
        return all == 0 ? 0 : 2.0 * words.size() / all;
    }

    private static Set<String> words(String line) {
        Set<String> words = new HashSet<>(List.of(line.split("\\W+")));
        words.remove("");
        return words;
    }
}

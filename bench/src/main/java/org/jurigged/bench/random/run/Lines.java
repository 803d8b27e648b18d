package org.jurigged.bench.random.run;

import java.util.ArrayList;
import java.util.List;

/** Differences of texts, line by line. */
final class Lines {
    private Lines() {}

    /** Returns the lines that differ, with those around a change left out; nothing where there are none. */
    static List<String> diff(String name, String before, String after) {
        List<String> old = before.lines().toList();
        List<String> young = after.lines().toList();
        if (old.equals(young)) {
            return List.of();
        }
        int[][] common = common(old, young);
        List<String> lines = new ArrayList<>(List.of("  " + name));
        int i = 0;
        int j = 0;
        while (i < old.size() || j < young.size()) {
            if (i < old.size() && j < young.size() && old.get(i).equals(young.get(j))) {
                i++;
                j++;
            } else if (j >= young.size() || i < old.size() && common[i + 1][j] >= common[i][j + 1]) {
                lines.add("  - " + old.get(i++));
            } else {
                lines.add("  + " + young.get(j++));
            }
        }
        return lines;
    }

    /** Returns the length of the longest common subsequence from each pair of places on. */
    private static int[][] common(List<String> old, List<String> young) {
        int[][] common = new int[old.size() + 1][young.size() + 1];
        for (int i = old.size() - 1; i >= 0; i--) {
            for (int j = young.size() - 1; j >= 0; j--) {
                common[i][j] = old.get(i).equals(young.get(j))
                        ? common[i + 1][j + 1] + 1
                        : Math.max(common[i + 1][j], common[i][j + 1]);
            }
        }
        return common;
    }
}

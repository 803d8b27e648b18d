package org.jurigged.reshape.identity;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.ToIntFunction;

/**
 * Pairs what stands in one piece of code and in its later version, such that as much as possible is alike. The order of the
 * code is kept unless more is alike without it.
 */
final class Alignment {
    /** What it counts to have the same neighbours that are paired already. */
    private static final double SAME_GAP = 0.1;
    /** What it counts at most to have the same relative position. */
    private static final double SAME_POSITION = 0.02;
    /** What it costs that one can't become the other, although it has taken its place. */
    private static final double REPLACED = 0.1;
    /** How much more has to be alike for the order to be given up. */
    private static final double DISORDER = 0.1;

    private final List<Item> before;
    private final List<Item> latest;
    /** What two are worth as a pair; 0 if they can't be one. */
    private final double[][] worth;

    private Alignment(List<Item> allBefore, List<Item> allLatest) {
        this.before = allBefore.stream().filter(Alignment::isWanted).toList();
        this.latest = allLatest.stream().filter(Alignment::isWanted).toList();
        this.worth = new double[before.size()][latest.size()];
        if (before.isEmpty() || latest.isEmpty()) {
            return;
        }
        int[] gapsBefore = gapsBefore(allBefore, allLatest);
        int[] gapsLatest = gapsLatest(allBefore, allLatest);
        for (int i = 0; i < before.size(); i++) {
            for (int j = 0; j < latest.size(); j++) {
                worth[i][j] = worth(i, j, gapsBefore[i] == gapsLatest[j]);
            }
        }
    }

    /**
     * Pairs those that are open among the direct parts of two bodies. Where one has taken another one's place that it can't
     * be, because it captures something else for example, both are new and gone.
     */
    static void pair(List<Item> before, List<Item> latest, BiConsumer<Item, Item> pair) {
        Alignment alignment = new Alignment(before, latest);
        for (Pair found : alignment.best()) {
            Item one = alignment.before.get(found.before);
            Item other = alignment.latest.get(found.latest);
            if (one.canBecome(other)) {
                pair.accept(one, other);
            } else {
                one.replace();
                other.replace();
            }
        }
    }

    private static boolean isWanted(Item item) {
        return item.isOpen() && !item.isReplaced();
    }

    private double worth(int i, int j, boolean sameGap) {
        Item one = before.get(i);
        Item other = latest.get(j);
        if (!one.isLike(other)) {
            return 0;
        }
        double likeness = Likeness.inPlace(one, other) - (one.canBecome(other) ? 0 : REPLACED);
        if (likeness < Likeness.IN_PLACE) {
            return 0;
        }
        double distance = Math.abs((double) i / before.size() - (double) j / latest.size());
        return likeness - Likeness.IN_PLACE + (sameGap ? SAME_GAP : 0) + SAME_POSITION * (1 - distance);
    }

    /** For each open item the last one before it that is paired, as its position in the latest version. */
    private static int[] gapsBefore(List<Item> allBefore, List<Item> allLatest) {
        return gaps(allBefore, item -> allLatest.indexOf(item.partner()));
    }

    private static int[] gapsLatest(List<Item> allBefore, List<Item> allLatest) {
        return gaps(allLatest, item -> allBefore.contains(item.partner()) ? allLatest.indexOf(item) : -1);
    }

    private static int[] gaps(List<Item> all, ToIntFunction<Item> position) {
        int[] gaps = new int[all.size()];
        int size = 0;
        int gap = -1;
        for (Item item : all) {
            if (isWanted(item)) {
                gaps[size++] = gap;
            } else if (!item.isOpen()) {
                int found = position.applyAsInt(item);
                gap = found < 0 ? gap : found;
            }
        }
        return gaps;
    }

    private List<Pair> best() {
        if (before.isEmpty() || latest.isEmpty()) {
            return List.of();
        }
        List<Pair> ordered = inOrder();
        List<Pair> free = byWorth();
        return worth(free) > worth(ordered) + DISORDER ? free : ordered;
    }

    private double worth(List<Pair> pairs) {
        return pairs.stream().mapToDouble(p -> worth[p.before][p.latest]).sum();
    }

    private List<Pair> inOrder() {
        double[][] sum = new double[before.size() + 1][latest.size() + 1];
        for (int i = before.size() - 1; i >= 0; i--) {
            for (int j = latest.size() - 1; j >= 0; j--) {
                double paired = worth[i][j] > 0 ? worth[i][j] + sum[i + 1][j + 1] : 0;
                sum[i][j] = Math.max(paired, Math.max(sum[i + 1][j], sum[i][j + 1]));
            }
        }
        List<Pair> pairs = new ArrayList<>();
        int i = 0;
        int j = 0;
        while (i < before.size() && j < latest.size()) {
            if (worth[i][j] > 0 && sum[i][j] == worth[i][j] + sum[i + 1][j + 1]) {
                pairs.add(new Pair(i++, j++));
            } else if (sum[i][j] == sum[i + 1][j]) {
                i++;
            } else {
                j++;
            }
        }
        return pairs;
    }

    /** The best pair first, then the best of what is left. */
    private List<Pair> byWorth() {
        List<Pair> candidates = new ArrayList<>();
        for (int i = 0; i < before.size(); i++) {
            for (int j = 0; j < latest.size(); j++) {
                if (worth[i][j] > 0) {
                    candidates.add(new Pair(i, j));
                }
            }
        }
        candidates.sort(Comparator.comparingDouble((Pair p) -> -worth[p.before][p.latest]));
        boolean[] takenBefore = new boolean[before.size()];
        boolean[] takenLatest = new boolean[latest.size()];
        List<Pair> pairs = new ArrayList<>();
        for (Pair pair : candidates) {
            if (!takenBefore[pair.before] && !takenLatest[pair.latest]) {
                takenBefore[pair.before] = true;
                takenLatest[pair.latest] = true;
                pairs.add(pair);
            }
        }
        return pairs;
    }

    /** Two positions. */
    private record Pair(int before, int latest) {}
}

package org.jurigged.reshape.identity;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.BiConsumer;

/** Pairs what is still open wherever it stands, if it is much alike: the most alike first. */
final class Leftovers {
    private Leftovers() {}

    static void pair(List<Item> before, List<Item> latest, double threshold, BiConsumer<Item, Item> pair) {
        List<Candidate> candidates = new ArrayList<>();
        for (Item one : before) {
            for (Item other : latest) {
                if (one.isOpen() && other.isOpen() && one.canBecome(other)) {
                    double likeness = Likeness.of(one, other);
                    boolean clear = one.stands() && !one.isReplaced() && !other.isReplaced();
                    if (likeness >= (clear ? threshold : Math.max(threshold, Likeness.RESTORED))) {
                        candidates.add(new Candidate(one, other, likeness));
                    }
                }
            }
        }
        candidates.sort(
                Comparator.comparing((Candidate c) -> !c.before.stands()).thenComparing(c -> -c.likeness));
        for (Candidate candidate : candidates) {
            if (candidate.before.isOpen() && candidate.latest.isOpen()) {
                pair.accept(candidate.before, candidate.latest);
            }
        }
    }

    private record Candidate(Item before, Item latest, double likeness) {}
}

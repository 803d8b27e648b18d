package org.jurigged.reshape.identity;

import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.BiPredicate;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;

/** Pairs what has equal code, in the order of the code as far as that goes. */
final class Anchors {
    /** Code that says so little can be equal by chance. */
    private static final int TRIVIAL = 5;
    /** Above so many comparisons the order is left out of account. */
    private static final int MOST_COMPARISONS = 4_000_000;

    private final BiConsumer<Item, Item> pair;

    private Anchors(BiConsumer<Item, Item> pair) {
        this.pair = pair;
    }

    /** Pairs open items: first those that are also used in the same way, then those whose code says enough. */
    static void pair(List<Item> before, List<Item> latest, BiConsumer<Item, Item> pair) {
        Anchors anchors = new Anchors(pair);
        anchors.round(
                open(before),
                open(latest),
                i -> Tokens.hash(i.fingerprint(), i.site().key()));
        anchors.round(telling(before), telling(latest), Item::fingerprint);
    }

    private static List<Item> open(List<Item> items) {
        return items.stream().filter(Item::isOpen).toList();
    }

    private static List<Item> telling(List<Item> items) {
        return items.stream()
                .filter(i -> i.isOpen() && i.body().size() >= TRIVIAL)
                .toList();
    }

    private void round(List<Item> before, List<Item> latest, ToLongFunction<Item> key) {
        long[] was = before.stream().mapToLong(key).toArray();
        long[] is = latest.stream().mapToLong(key).toArray();
        BiPredicate<Integer, Integer> same =
                (i, j) -> was[i] == is[j] && before.get(i).canBecome(latest.get(j));
        int start = 0;
        while (start < Math.min(was.length, is.length) && same.test(start, start)) {
            pair.accept(before.get(start), latest.get(start));
            start++;
        }
        if ((long) (was.length - start) * (is.length - start) <= MOST_COMPARISONS) {
            inOrder(before, latest, same, start);
        }
        anyOrder(open(before), open(latest), key);
    }

    /** The longest common subsequence. */
    private void inOrder(List<Item> before, List<Item> latest, BiPredicate<Integer, Integer> same, int start) {
        int[][] length = new int[before.size() + 1][latest.size() + 1];
        for (int i = before.size() - 1; i >= start; i--) {
            for (int j = latest.size() - 1; j >= start; j--) {
                length[i][j] =
                        same.test(i, j) ? length[i + 1][j + 1] + 1 : Math.max(length[i + 1][j], length[i][j + 1]);
            }
        }
        int i = start;
        int j = start;
        while (i < before.size() && j < latest.size()) {
            if (same.test(i, j)) {
                pair.accept(before.get(i++), latest.get(j++));
            } else if (length[i + 1][j] >= length[i][j + 1]) {
                i++;
            } else {
                j++;
            }
        }
    }

    private void anyOrder(List<Item> before, List<Item> latest, ToLongFunction<Item> key) {
        Map<Long, List<Item>> byKey = before.stream().collect(Collectors.groupingBy(key::applyAsLong));
        for (Item item : latest) {
            byKey.getOrDefault(key.applyAsLong(item), List.of()).stream()
                    .filter(c -> c.isOpen() && c.canBecome(item))
                    .findFirst()
                    .ifPresent(c -> pair.accept(c, item));
        }
    }
}

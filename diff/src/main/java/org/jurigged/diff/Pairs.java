package org.jurigged.diff;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Pairs the things of two versions, rule by rule: what a rule has paired is out of reach for the next one.
 *
 * @param <T> what is paired; compared by identity
 */
final class Pairs<T> {
    private final List<T> before;
    private final List<T> after;
    private final Map<T, T> origins = new IdentityHashMap<>();
    private final Set<T> used = Collections.newSetFromMap(new IdentityHashMap<>());

    Pairs(List<T> before, List<T> after) {
        this.before = before;
        this.after = after;
    }

    int size() {
        return origins.size();
    }

    /** What the thing was in the old version; {@code null} when it has no partner. */
    T origin(T thing) {
        return origins.get(thing);
    }

    List<T> unpairedBefore(Predicate<T> which) {
        return before.stream()
                .filter(thing -> !used.contains(thing) && which.test(thing))
                .toList();
    }

    List<T> unpairedAfter(Predicate<T> which) {
        return after.stream()
                .filter(thing -> !origins.containsKey(thing) && which.test(thing))
                .toList();
    }

    /** Pair the first with the first, the second with the second … of those whose keys are equal. */
    void inOrder(Function<T, ?> key) {
        Map<Object, Deque<T>> old = new HashMap<>();
        unpairedBefore(all())
                .forEach(thing -> old.computeIfAbsent(key.apply(thing), k -> new ArrayDeque<>())
                        .add(thing));
        for (T thing : unpairedAfter(all())) {
            Deque<T> candidates = old.get(key.apply(thing));
            if (candidates != null && !candidates.isEmpty()) {
                pair(candidates.remove(), thing);
            }
        }
    }

    /** Pair those whose keys are equal and occur once on either side. */
    void unique(Predicate<T> which, Function<T, ?> beforeKey, Function<T, ?> afterKey) {
        Map<Object, List<T>> old = group(unpairedBefore(which), beforeKey);
        group(unpairedAfter(which), afterKey).forEach((key, candidates) -> {
            List<T> sources = old.getOrDefault(key, List.of());
            if (candidates.size() == 1 && sources.size() == 1) {
                pair(sources.get(0), candidates.get(0));
            }
        });
    }

    /** Pair those that go together, and with nothing else. */
    void unique(Predicate<T> which, BiPredicate<T, T> together) {
        List<T> old = unpairedBefore(which);
        List<T> young = unpairedAfter(which);
        for (T source : old) {
            List<T> candidates =
                    young.stream().filter(thing -> together.test(source, thing)).toList();
            if (candidates.size() == 1
                    && old.stream()
                                    .filter(thing -> together.test(thing, candidates.get(0)))
                                    .count()
                            == 1) {
                pair(source, candidates.get(0));
            }
        }
    }

    private Map<Object, List<T>> group(List<T> things, Function<T, ?> key) {
        Map<Object, List<T>> groups = new HashMap<>();
        things.forEach(thing ->
                groups.computeIfAbsent(key.apply(thing), k -> new ArrayList<>()).add(thing));
        return groups;
    }

    private void pair(T source, T thing) {
        used.add(source);
        origins.put(thing, source);
    }

    private Predicate<T> all() {
        return thing -> true;
    }
}

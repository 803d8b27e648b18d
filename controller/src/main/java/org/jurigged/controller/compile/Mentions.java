package org.jurigged.controller.compile;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Who mentions a class: what the classes mention the other way round, so that a question costs what its answer is long
 * and not what the project is large. Classes are numbers of {@link ClassNames}. Nothing is ever taken out: who is found
 * here may have mentioned the class earlier only, which its {@link ClassFacts} tell. Not thread-safe.
 */
final class Mentions {
    private final Map<Integer, Referrers> byMentioned = new HashMap<>();

    private static final class Referrers {
        private int[] ids = new int[4];
        private int count;

        void add(int id) {
            if (count == ids.length) {
                ids = Arrays.copyOf(ids, count * 2);
            }
            ids[count++] = id;
        }
    }

    /**
     * Take in what a class mentions.
     *
     * @param before what was known of the class, or null
     */
    void add(int referrer, ClassFacts facts, ClassFacts before) {
        for (int mentioned : facts.references()) {
            if (before == null || !before.refersTo(mentioned)) {
                byMentioned.computeIfAbsent(mentioned, m -> new Referrers()).add(referrer);
            }
        }
    }

    /** List who mentions a class, or did; the class itself may be among them, and any of them more than once. */
    IntStream of(int mentioned) {
        Referrers referrers = byMentioned.get(mentioned);
        return referrers == null ? IntStream.empty() : Arrays.stream(referrers.ids, 0, referrers.count);
    }
}

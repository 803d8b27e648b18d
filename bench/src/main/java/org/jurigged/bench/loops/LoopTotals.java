package org.jurigged.bench.loops;

import java.util.Map;
import java.util.TreeMap;

/** How many programs moved, stayed or were wrong. */
public final class LoopTotals {
    private final Map<String, Integer> reasons = new TreeMap<>();
    private int programs;
    private int movedOnce;
    private int movedTwice;
    private int ended;
    private int wrong;

    void count(LoopCourse course) {
        programs++;
        if (course.moves().size() > 1) {
            movedTwice++;
        } else if (course.moves().size() == 1) {
            movedOnce++;
        }
        for (int i = 0; i < course.fates().size(); i++) {
            int save = i + 1;
            String fate = course.fates().get(i);
            boolean isMoved = course.moves().stream().anyMatch(m -> m.save() == save);
            if (!isMoved && fate.startsWith("new code at the next turn of its loop")) {
                ended++;
            } else if (!isMoved && !fate.isEmpty()) {
                reasons.merge(fate, 1, Integer::sum);
            }
        }
    }

    void wrong() {
        wrong++;
    }

    public int programs() {
        return programs;
    }

    public int movedOnce() {
        return movedOnce;
    }

    public int movedTwice() {
        return movedTwice;
    }

    /** Returns how many were to move and ended, or were edited again, before they came to a loop's head. */
    public int ended() {
        return ended;
    }

    /** Returns how many frames stayed, by what was told of them. */
    public Map<String, Integer> stayed() {
        return Map.copyOf(reasons);
    }

    public int wrongs() {
        return wrong;
    }
}

package org.jurigged.reshape.move;

import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which loop of a method's new code was which of its old code: by what they say, how they are nested and in which order
 * they come, never by their lines.
 *
 * <p>It is done on bytecode and not on source, for a loop's head is a place in the bytecode: the old source may be gone, the
 * old class may have come from another compiler, and one loop of the source may be none or two of them.
 */
final class LoopPairs {
    /** How alike two loops have to be where the loops around them aren't all in their place. */
    private static final double ALIKE = 0.35;
    /** How much better a pair has to be than another one that would do as well. */
    private static final double CLEARLY = 0.1;
    /** How much better another partner has to be to cast doubt on one that has kept its place. */
    private static final double MUCH = 0.2;

    private final Map<Loop, LoopText> texts = new IdentityHashMap<>();
    private final Map<Loop, Loop> latest = new IdentityHashMap<>();
    private final Map<Loop, String> doubts = new IdentityHashMap<>();
    private final List<Loop> before;
    private final List<Loop> after;

    private LoopPairs(MethodBody oldBody, Loops before, MethodBody newBody, Loops after) {
        this.before = before.all();
        this.after = after.all();
        Set<String> shared = Words.shared(oldBody, newBody);
        Words old = new Words(oldBody, shared);
        Words young = new Words(newBody, shared);
        before.all().forEach(l -> texts.put(l, LoopText.of(oldBody, l, old)));
        after.all().forEach(l -> texts.put(l, LoopText.of(newBody, l, young)));
    }

    static LoopPairs of(MethodBody oldBody, Loops before, MethodBody newBody, Loops after) {
        LoopPairs pairs = new LoopPairs(oldBody, before, newBody, after);
        boolean inPlace = pairs.sameShape(before.outermost(), after.outermost());
        if (inPlace) {
            pairs.pairByPlace(before.outermost(), after.outermost());
        } else {
            pairs.pairByLikeness(before.outermost(), after.outermost());
        }
        pairs.doubt(inPlace ? -MUCH : CLEARLY, inPlace);
        pairs.before.forEach(pairs::doubtSurroundings);
        return pairs;
    }

    /** Takes loops that begin at the same place of code that is the same up to there. */
    static LoopPairs samePlaces(MethodBody oldBody, Loops before, MethodBody newBody, Loops after) {
        LoopPairs pairs = new LoopPairs(oldBody, before, newBody, after);
        for (Loop old : before.all()) {
            int depth = depth(old);
            after.all().stream()
                    .filter(l -> place(newBody, l) == place(oldBody, old) && depth(l) == depth)
                    .findFirst()
                    .ifPresent(l -> pairs.latest.put(old, l));
        }
        pairs.before.forEach(pairs::doubtSurroundings);
        return pairs;
    }

    /** The old loops, in the order of the code. */
    List<Loop> before() {
        return before;
    }

    /** The loop that an old one goes on in; null if there is none, for which {@link #reason} then has the reason. */
    Loop latest(Loop old) {
        return doubts.containsKey(old) ? null : latest.get(old);
    }

    /** Why an old loop goes on in none, as one clause. */
    String reason(Loop old) {
        return doubts.getOrDefault(old, "the new code has no such loop");
    }

    private static int place(MethodBody body, Loop loop) {
        return body.offset(loop.head()) - body.offset(body.first());
    }

    private static int depth(Loop loop) {
        return loop.parent() == null ? 0 : depth(loop.parent()) + 1;
    }

    private boolean sameShape(List<Loop> some, List<Loop> others) {
        if (some.size() != others.size()) {
            return false;
        }
        for (int i = 0; i < some.size(); i++) {
            if (texts.get(some.get(i)).kind() != texts.get(others.get(i)).kind()
                    || !sameShape(some.get(i).children(), others.get(i).children())) {
                return false;
            }
        }
        return true;
    }

    private void pairByPlace(List<Loop> some, List<Loop> others) {
        for (int i = 0; i < some.size(); i++) {
            if (texts.get(some.get(i)).canBe(texts.get(others.get(i)))) {
                latest.put(some.get(i), others.get(i));
            }
            pairByPlace(some.get(i).children(), others.get(i).children());
        }
    }

    /** Pairs as much as possible that is alike, in the order of the code. */
    private void pairByLikeness(List<Loop> some, List<Loop> others) {
        double[][] best = new double[some.size() + 1][others.size() + 1];
        for (int i = some.size() - 1; i >= 0; i--) {
            for (int j = others.size() - 1; j >= 0; j--) {
                best[i][j] = Math.max(
                        worth(some.get(i), others.get(j)) + best[i + 1][j + 1],
                        Math.max(best[i + 1][j], best[i][j + 1]));
            }
        }
        int i = 0;
        int j = 0;
        while (i < some.size() && j < others.size()) {
            double worth = worth(some.get(i), others.get(j));
            if (worth > 0 && best[i][j] == worth + best[i + 1][j + 1]) {
                latest.put(some.get(i), others.get(j));
                pairByLikeness(some.get(i++).children(), others.get(j++).children());
            } else if (best[i][j] == best[i + 1][j]) {
                i++;
            } else {
                j++;
            }
        }
    }

    private double worth(Loop old, Loop young) {
        double likeness = likeness(old, young);
        return likeness < ALIKE ? 0 : likeness;
    }

    private double likeness(Loop old, Loop young) {
        return texts.get(old).likeness(texts.get(young));
    }

    private void doubt(double margin, boolean inPlace) {
        latest.forEach((old, young) -> {
            double likeness = likeness(old, young);
            boolean anotherNew = after.stream()
                    .filter(l -> l != young && (inPlace || !latest.containsValue(l)))
                    .anyMatch(l -> likeness(old, l) > likeness - margin);
            boolean anotherOld = before.stream()
                    .filter(l -> l != old && (inPlace || !latest.containsKey(l)))
                    .anyMatch(l -> likeness(l, young) > likeness - margin);
            if (anotherNew) {
                doubts.put(old, "more than one loop of the new code could be the one that runs");
            } else if (anotherOld) {
                doubts.put(old, "more than one loop of the old code could be the one that is left");
            }
        });
    }

    /** A loop goes on only where all that is around it does, and where both are at the same point at their heads. */
    private void doubtSurroundings(Loop old) {
        Loop young = latest(old);
        if (young == null) {
            return;
        }
        Loop around = old.parent();
        Loop aroundYoung = young.parent();
        while (around != null && aroundYoung != null && latest(around) == aroundYoung) {
            around = around.parent();
            aroundYoung = aroundYoung.parent();
        }
        if (around != null || aroundYoung != null) {
            doubts.put(old, "the loop around it is another one");
        } else if (!texts.get(old).isInStepWith(texts.get(young))) {
            doubts.put(old, "its condition is tested at another point of the turn");
        }
    }
}

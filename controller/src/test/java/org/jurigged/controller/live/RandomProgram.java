package org.jurigged.controller.live;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * A program of a few classes that call each other, and random edits of it; the same seed gives the same ones.
 *
 * <p>Each class has a constant that others inline, a static field with an initialiser, static and instance methods, a
 * lambda and an anonymous class that were made before all edits, and a field that only new instances get anew.
 */
final class RandomProgram {
    static final int CLASSES = 4;

    /** What an edit can change: the numbers of a class by the place they stand in. */
    private static final List<String> PLACES =
            List.of("constant", "field", "block", "method", "instance", "lambda", "anonymous", "inner", "made");

    private final Random random;
    private final List<Map<String, Integer>> numbers = new ArrayList<>();
    private final List<Integer> other = new ArrayList<>();
    private final List<Integer> firstMade = new ArrayList<>();
    private final List<Boolean> commented = new ArrayList<>();

    RandomProgram(long seed) {
        random = new Random(seed);
        for (int i = 0; i < CLASSES; i++) {
            Map<String, Integer> own = new LinkedHashMap<>();
            PLACES.forEach(place -> own.put(place, random.nextInt(100)));
            numbers.add(own);
            other.add(random.nextInt(CLASSES));
            firstMade.add(own.get("made"));
            commented.add(false);
        }
    }

    /** Makes one to four edits; returns the classes that changed. */
    List<Integer> edit() {
        List<Integer> changed = new ArrayList<>();
        for (int i = random.nextInt(4); i >= 0; i--) {
            int type = random.nextInt(CLASSES);
            switch (random.nextInt(6)) {
                case 0 -> commented.set(type, !commented.get(type));
                case 1 -> other.set(type, random.nextInt(CLASSES));
                default ->
                    numbers.get(type).put(PLACES.get(random.nextInt(PLACES.size())), 100 + random.nextInt(100_000));
            }
            changed.add(type);
        }
        return changed;
    }

    /** What the instance that was made before all edits goes on to have. */
    int firstMade(int type) {
        return firstMade.get(type);
    }

    static String name(int type) {
        return "random.R" + type;
    }

    String source(int type) {
        Map<String, Integer> n = numbers.get(type);
        return TEMPLATE.replace("$NAME", "R" + type)
                .replace("$OTHER", "R" + other.get(type))
                .replace("$COMMENT", commented.get(type) ? "// A line more.\n" : "")
                .replace("$CONSTANT", n.get("constant").toString())
                .replace("$FIELD", n.get("field").toString())
                .replace("$BLOCK", n.get("block").toString())
                .replace("$METHOD", n.get("method").toString())
                .replace("$INSTANCE", n.get("instance").toString())
                .replace("$LAMBDA", n.get("lambda").toString())
                .replace("$ANONYMOUS", n.get("anonymous").toString())
                .replace("$INNER", n.get("inner").toString())
                .replace("$MADE", n.get("made").toString());
    }

    private static final String TEMPLATE = """
            package random;

            import java.util.function.IntUnaryOperator;

            public class $NAME {
                static final int CONSTANT = $CONSTANT;
                static int field = Integer.parseInt("$FIELD");
                static int block;
                static final $NAME HELD = new $NAME();
                static final IntUnaryOperator LAMBDA = x -> x + $LAMBDA;
                static final IntUnaryOperator REFERENCE = HELD::instance;
                static final IntUnaryOperator ANONYMOUS = new IntUnaryOperator() {
                    @Override
                    public int applyAsInt(int x) {
                        return x * 3 + $ANONYMOUS;
                    }
                };

                static {
                    block = $BLOCK;
                }

                int made = $MADE;
                $COMMENT
                static int method(int x) {
                    return x * 31 + $METHOD + $OTHER.CONSTANT + $OTHER.field;
                }

                int instance(int x) {
                    int sum = $INSTANCE;
                    for (int i = 0; i < x; i++) {
                        sum += method(i) ^ new Inner().inner();
                    }
                    return sum;
                }

                class Inner {
                    int inner() {
                        return $INNER + block;
                    }
                }

                public static String all() {
                    return CONSTANT + " " + field + " " + block + " " + LAMBDA.applyAsInt(1) + " "
                            + REFERENCE.applyAsInt(5) + " " + ANONYMOUS.applyAsInt(2) + " " + method(7) + " "
                            + new $NAME().made;
                }

                public static String held() {
                    return "" + HELD.made;
                }
            }
            """;
}

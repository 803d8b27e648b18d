package org.jurigged.controller.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.jurigged.controller.Event;

/** Enum constants that come and go while threads of the program are busy with the others. */
final class EnumConstantsTest extends LiveTestCase {
    private static final String LEVEL = """
            package enums;

            public enum Level { LOW, HIGH }
            """;

    private static final String SIZE = """
            package enums;

            public enum Size {
                SMALL(1), BIG(2);

                final int inverse;

                Size(int size) {
                    inverse = 100 / size;
                }
            }
            """;

    private static final String AGE = """
            package enums;

            public enum Age { NEW, OLD }
            """;

    private static final String KIND = """
            package enums;

            public enum Kind { A, B }
            """;

    private static final String MOOD = """
            package enums;

            public enum Mood {
                CALM, BUSY;

                static String text(Mood mood) {
                    return switch (mood) {
                        case CALM -> "calm";
                        case BUSY -> "busy";
                    };
                }

                static Mood last() {
                    return BUSY;
                }
            }
            """;

    private static final String MOODS = """
            package enums;

            public class Moods {
                private static volatile boolean stop;
                private static volatile long rounds;
                private static volatile String problem = "none";

                public static String start() {
                    Thread thread = new Thread(() -> {
                        try {
                            while (!stop) {
                                round();
                                rounds++;
                            }
                        } catch (Throwable e) {
                            problem = e.toString();
                        }
                    });
                    thread.setDaemon(true);
                    thread.start();
                    return "";
                }

                private static void round() {
                    for (Mood mood : Mood.values()) {
                        String text = Mood.text(mood) + other(mood);
                        if (!text.equals(mood.name().toLowerCase() + mood.name())) {
                            throw new IllegalStateException(mood + " is " + text);
                        }
                    }
                    Mood.last().name();
                }

                static String other(Mood mood) {
                    return switch (mood) {
                        case CALM -> "CALM";
                        case BUSY -> "BUSY";
                    };
                }

                public static String stop() {
                    stop = true;
                    return problem;
                }

                public static String problem() {
                    return problem;
                }

                public static String rounds() {
                    return "" + rounds;
                }
            }
            """;

    private static final String SELECTING = """
            package enums;

            import java.util.concurrent.SynchronousQueue;

            public class Selecting {
                private static final SynchronousQueue<Kind> KINDS = new SynchronousQueue<>();
                private static final SynchronousQueue<String> TEXTS = new SynchronousQueue<>();
                private static Thread thread;

                public static String start() {
                    thread = new Thread(Selecting::run, "selecting");
                    thread.setDaemon(true);
                    thread.start();
                    return "";
                }

                public static String waits() {
                    return "" + (thread.getState() == Thread.State.WAITING);
                }

                public static String goOn(String name) throws InterruptedException {
                    KINDS.put(Kind.valueOf(name));
                    return TEXTS.take();
                }

                private static void run() {
                    try {
                        switch (KINDS.take()) {
                            case A -> TEXTS.put("a");
                            case B -> TEXTS.put("b");
                            default -> TEXTS.put("other");
                        }
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                }

                public static String text(String name) {
                    return switch (Kind.valueOf(name)) {
                        case A -> "a";
                        case B -> "b";
                        default -> "other";
                    };
                }
            }
            """;

    private static final String BUSY = """
            package enums;

            import java.util.EnumMap;
            import java.util.EnumSet;
            import java.util.Map;
            import java.util.Set;

            public class Busy {
                private static volatile boolean stop;
                private static volatile long rounds;
                private static volatile String problem = "none";

                public static String start() {
                    stop = false;
                    for (Runnable work : new Runnable[] {Busy::count, Busy::fill, Busy::names}) {
                        Thread thread = new Thread(() -> {
                            try {
                                work.run();
                            } catch (Throwable e) {
                                problem = e.toString();
                            }
                        });
                        thread.setDaemon(true);
                        thread.start();
                    }
                    return "";
                }

                public static String stop() {
                    stop = true;
                    return "";
                }

                public static String rounds() {
                    return "" + rounds;
                }

                public static String problem() {
                    return problem;
                }

                /** An update that is lost shows in the sum. */
                private static void count() {
                    Map<Level, Integer> sums = new EnumMap<>(Level.class);
                    sums.put(Level.HIGH, 0);
                    int sum = 0;
                    while (!stop) {
                        for (int i = 0; i < 1000; i++) {
                            sums.put(Level.HIGH, sums.get(Level.HIGH) + 1);
                            sum++;
                        }
                        if (sums.get(Level.HIGH) != sum || sums.size() != 1) {
                            throw new IllegalStateException(sums + " instead of " + sum);
                        }
                        rounds++;
                    }
                }

                private static void fill() {
                    Set<Level> all = EnumSet.noneOf(Level.class);
                    Map<Level, String> names = new EnumMap<>(Level.class);
                    while (!stop) {
                        for (Level level : Level.values()) {
                            names.put(level, level.name());
                            all.add(level);
                            boolean known = all.contains(level) && level.name().equals(names.get(level));
                            boolean found = Level.valueOf(level.name()) == level;
                            if (!known || !found) {
                                throw new IllegalStateException(level + " " + all + names);
                            }
                        }
                        for (Map.Entry<Level, String> entry : names.entrySet()) {
                            if (!entry.getKey().name().equals(entry.getValue())) {
                                throw new IllegalStateException(entry.getKey() + " is taken for " + entry.getValue());
                            }
                        }
                        all.clear();
                        names.clear();
                    }
                }

                private static void names() {
                    while (!stop) {
                        for (Level level : Level.values()) {
                            String expected = level == Level.LOW ? "low" : level == Level.HIGH ? "high" : "any";
                            if (!text(level).equals(expected)) {
                                throw new IllegalStateException(level + " is taken for " + text(level));
                            }
                        }
                    }
                }

                public static String text() {
                    StringBuilder text = new StringBuilder();
                    for (Level level : Level.values()) {
                        text.append(text(level)).append(' ');
                    }
                    return text.toString();
                }

                static String text(Level level) {
                    switch (level) {
                        case LOW:
                            return "low";
                        case HIGH:
                            return "high";
                        default:
                            return "any";
                    }
                }
            }
            """;

    private static final String ASKED = """
            package enums;

            import java.util.Arrays;

            public class Asked {
                private static Object held;

                public static String all() {
                    StringBuilder text = new StringBuilder();
                    for (Size size : Size.values()) {
                        text.append(size.ordinal()).append(size).append(size.inverse).append(' ');
                    }
                    return text.toString();
                }

                public static String hold(String name) {
                    held = Age.valueOf(name);
                    return "" + held;
                }

                public static String ages() {
                    return Arrays.toString(Age.values());
                }
            }
            """;

    @Override
    LiveProgram start() throws Exception {
        return LivePrograms.on(feature)
                .source(LEVEL, SIZE, AGE, KIND, BUSY, ASKED, SELECTING, MOOD, MOODS)
                .start();
    }

    @Test
    void comeInTheMidstOfEverything() {
        program.call("enums.Busy.start");
        aRound();
        List<Event> events =
                program.edit("enums.Level", "HIGH }", "HIGH, TOP }").live();
        assertThat(events).contains(new Event.Add("enums.Level.TOP", 3), new Event.Run("enums.Level.TOP", 3));
        aRound();
        program.edit("enums.Level", "LOW,", "LOWEST, LOW, MIDDLE,").live();
        assertThat(program.call("enums.Busy.text")).isEqualTo("any low any high any ");
        aRound();
        program.call("enums.Busy.stop");
        assertThat(program.call("enums.Busy.problem")).isEqualTo("none");
    }

    @Test
    void stayAsTheyAreWhenAConstructorThrows() {
        String before = program.call("enums.Asked.all");
        Event.Refused refused =
                program.edit("enums.Size", "BIG(2)", "BIG(2), NONE(0)").refused();
        assertThat(refused.code()).isEqualTo("J107");
        assertThat(refused.definition()).isEqualTo("enums.Size.NONE");
        assertThat(refused.reason()).contains("ArithmeticException");
        assertThat(program.call("enums.Asked.all")).isEqualTo(before);
        // Another save goes live meanwhile.
        program.settled();

        program.edit("enums.Size", "NONE(0)", "NONE(50)").live();
        assertThat(program.call("enums.Asked.all")).isEqualTo(before + "2NONE2 ");
        program.edit("enums.Size", ", NONE(50)", "").live();
        assertThat(program.call("enums.Asked.all")).isEqualTo(before);
    }

    @Test
    void goWhenNobodyHasThem() {
        assertThat(program.call("enums.Asked.hold", "OLD")).isEqualTo("OLD");
        Event.Refused refused = program.edit("enums.Age", "NEW, OLD", "NEW").refused();
        assertThat(refused.code()).isEqualTo("J108");
        assertThat(refused.definition()).isEqualTo("enums.Age.OLD");
        assertThat(program.call("enums.Asked.ages")).isEqualTo("[NEW, OLD]");

        program.call("enums.Asked.hold", "NEW");
        program.edit("enums.Age", "NEW", "NEW, NEWER").live();
        assertThat(program.call("enums.Asked.ages")).isEqualTo("[NEW, NEWER]");
    }

    @Test
    void waitForAThreadThatIsAboutToSwitch() {
        program.call("enums.Selecting.start");
        Awaitility.await().until(() -> program.call("enums.Selecting.waits").equals("true"));
        Event.Refused refused = program.edit("enums.Kind", "A, B", "A, B, C").refused();
        assertThat(refused.code()).isEqualTo("J107");
        assertThat(refused.reason()).contains("selecting").contains("enums.Selecting");
        assertThat(program.call("enums.Selecting.goOn", "B")).isEqualTo("b");
        program.edit("enums.Kind", "A, B, C", "A, B, C, D").live();
        assertThat(program.call("enums.Selecting.text", "D")).isEqualTo("other");
    }

    /** Those are the methods that the enum needs to be redefined with before it can have the constant. */
    @Test
    void areNotMissedByMethodsOfTheirOwnEnum() throws Exception {
        program.call("enums.Moods.start");
        String mood = MOOD;
        String moods = MOODS;
        for (String added : List.of("TIRED", "HAPPY", "SAD")) {
            aRound("enums.Moods", 10_000);
            String lower = added.toLowerCase(java.util.Locale.ROOT);
            mood = mood.replace(";\n\n    static String", ", " + added + ";\n\n    static String")
                    .replace("\"calm\";", "\"calm\";\n            case " + added + " -> \"" + lower + "\";")
                    .replaceAll("return [A-Z]+;", "return " + added + ";");
            moods = moods.replace("\"CALM\";", "\"CALM\";\n            case " + added + " -> \"" + added + "\";");
            program.mark();
            program.sources.write(mood);
            program.sources.write(moods);
            assertThat(program.live()).contains(new Event.Run("enums.Mood." + added, 4));
        }
        aRound("enums.Moods", 10_000);
        assertThat(program.call("enums.Moods.stop")).isEqualTo("none");
    }

    private void aRound() {
        aRound("enums.Busy", 50);
    }

    private void aRound(String type, int rounds) {
        long before = Long.parseLong(program.call(type + ".rounds"));
        Awaitility.await().untilAsserted(() -> {
            assertThat(program.call(type + ".problem")).isEqualTo("none");
            assertThat(Long.parseLong(program.call(type + ".rounds"))).isGreaterThan(before + rounds);
        });
    }
}

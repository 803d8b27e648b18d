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

            public enum Level {
                LOW(1), HIGH(2);

                final int inverse;

                Level(int size) {
                    inverse = 100 / size;
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
                    for (Level level : Level.values()) {
                        text.append(level.ordinal()).append(level).append(level.inverse).append(' ');
                    }
                    return text.toString();
                }

                public static String hold(String name) {
                    held = name.isEmpty() ? null : Level.valueOf(name);
                    return "" + held;
                }
            }
            """;

    @Override
    LiveProgram start() throws Exception {
        return LivePrograms.on(feature).source(LEVEL, BUSY, ASKED).start();
    }

    @Test
    void comeInTheMidstOfEverything() {
        program.call("enums.Busy.start");
        aRound();
        List<Event> events =
                program.edit("enums.Level", "HIGH(2);", "HIGH(2), TOP(4);").live();
        assertThat(events).contains(new Event.Add("enums.Level.TOP", 4), new Event.Run("enums.Level.TOP", 4));
        aRound();
        program.edit("enums.Level", "LOW(1),", "LOWEST(10), LOW(1), MIDDLE(5),").live();
        assertThat(program.call("enums.Asked.all")).isEqualTo("0LOWEST10 1LOW100 2MIDDLE20 3HIGH50 4TOP25 ");
        aRound();
        program.call("enums.Busy.stop");

        assertThat(program.call("enums.Busy.problem")).isEqualTo("none");

        events = program.edit("enums.Level", "HIGH(2), TOP(4)", "HIGH(2), TOP(4), NONE(0)")
                .settled();
        assertThat(events)
                .filteredOn(Event.Refused.class::isInstance)
                .singleElement()
                .satisfies(event -> {
                    Event.Refused refused = (Event.Refused) event;
                    assertThat(refused.code()).isEqualTo("J107");
                    assertThat(refused.definition()).isEqualTo("enums.Level.NONE");
                    assertThat(refused.reason()).contains("ArithmeticException");
                });
        assertThat(program.call("enums.Asked.all")).isEqualTo("0LOWEST10 1LOW100 2MIDDLE20 3HIGH50 4TOP25 ");
        program.edit("enums.Level", "NONE(0)", "NONE(50)").live();
        assertThat(program.call("enums.Asked.all")).endsWith("4TOP25 5NONE2 ");

        program.call("enums.Asked.hold", "TOP");
        events = program.edit(
                        "enums.Level", "LOWEST(10), LOW(1), MIDDLE(5), HIGH(2), TOP(4), NONE(50)", "LOW(1), HIGH(2)")
                .settled();
        assertThat(events)
                .filteredOn(Event.Refused.class::isInstance)
                .singleElement()
                .satisfies(event -> {
                    Event.Refused refused = (Event.Refused) event;
                    assertThat(refused.code()).isEqualTo("J108");
                    assertThat(refused.definition()).isEqualTo("enums.Level.TOP");
                });
        assertThat(program.call("enums.Asked.all")).isEqualTo("0LOWEST10 1LOW100 2MIDDLE20 3HIGH50 4TOP25 5NONE2 ");
        program.call("enums.Asked.hold", "");
        program.edit("enums.Level", "HIGH(2)", "HIGH(4)").live();
        assertThat(program.call("enums.Asked.all")).isEqualTo("0LOW100 1HIGH25 ");
    }

    private void aRound() {
        long before = Long.parseLong(program.call("enums.Busy.rounds"));
        Awaitility.await().untilAsserted(() -> {
            assertThat(program.call("enums.Busy.problem")).isEqualTo("none");
            assertThat(Long.parseLong(program.call("enums.Busy.rounds"))).isGreaterThan(before + 50);
        });
    }
}

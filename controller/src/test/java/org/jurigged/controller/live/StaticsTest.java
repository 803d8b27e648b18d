package org.jurigged.controller.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.jurigged.controller.Event;

/** Constants, static fields and static blocks: what changed runs again, alone, and who inlined it is compiled along. */
final class StaticsTest extends LiveTestCase {
    private static final String LIMITS = """
            package statics;

            public final class Limits {
                public static final int MAX = 10;
                public static final String NAME = "ten";
                public static final Object KEY = String.valueOf("key-1");

                private Limits() {}
            }
            """;

    private static final String USER = """
            package statics;

            public class User {
                public static String limits() {
                    return Limits.NAME + " " + Limits.MAX;
                }

                public static Object key() {
                    return Limits.KEY;
                }

                public static String hot() {
                    long sum = 0;
                    for (int i = 0; i < 200_000; i++) {
                        sum += key().hashCode() + Limits.MAX;
                    }
                    return "" + (sum != 0);
                }
            }
            """;

    private static final String COUNTS = """
            package statics;

            import java.util.ArrayList;
            import java.util.List;

            public class Counts {
                static final List<String> LOG = new ArrayList<>();
                static int first = next("first", 1);
                static int second = next("second", 2);
                static int third = 3;

                static {
                    LOG.add("block");
                }

                static int next(String name, int value) {
                    LOG.add(name + value);
                    return value;
                }

                public static String log() {
                    String all = String.join(" ", LOG);
                    LOG.clear();
                    return all;
                }

                public static String count(String by) {
                    third += Integer.parseInt(by);
                    return "" + third;
                }

                public static String all() {
                    return first + " " + second + " " + third;
                }
            }
            """;

    private static final String FINALS = """
            package statics;

            public class Finals {
                static final int NUMBER = Integer.parseInt("1");
                static final String TEXT = String.valueOf(1);
                static final Object OBJECT = new StringBuilder("one");

                static int number() {
                    return NUMBER;
                }

                static String text() {
                    return TEXT;
                }

                static Object object() {
                    return OBJECT;
                }

                public static String all() {
                    return number() + " " + text() + " " + object();
                }

                public static String hot() {
                    int sum = 0;
                    for (int i = 0; i < 200_000; i++) {
                        sum += number() + text().length() + object().hashCode();
                    }
                    return "" + (sum == 0 ? "zero" : "some");
                }
            }
            """;

    private static final String THROWING = """
            package statics;

            public class Throwing {
                static int size = Integer.parseInt("5");

                public static String size() {
                    return "" + size;
                }
            }
            """;

    private static final String SPELLED = """
            package statics;

            public class Spelled {
                static int count = 30 + 30;
                static int block;

                static {
                    block = 7;
                }

                public static String count() {
                    return ++count + " " + ++block;
                }
            }
            """;

    private static final String ONCE = """
            package statics;

            public class Once {
                static int calls;
                static int size = size(2 + 3);

                static int size(int value) {
                    if (calls++ > 0) {
                        throw new IllegalStateException("again");
                    }
                    return value;
                }

                public static String size() {
                    return "" + size;
                }
            }
            """;

    private static final String REMOVING = """
            package statics;

            public class Removing {
                static String state = "none";

                static {
                    state = "set";
                }

                public static String state() {
                    return state;
                }
            }
            """;

    @Override
    LiveProgram start() throws Exception {
        return LivePrograms.on(feature)
                .source(LIMITS, USER, COUNTS, FINALS, THROWING, SPELLED, ONCE, REMOVING)
                .start();
    }

    @Nested
    final class Constants {
        @Test
        void areCompiledIntoTheClassesThatHaveInlinedThem() {
            assertThat(program.call("statics.User.limits")).startsWith("ten ");
            List<Event> events =
                    program.edit("statics.Limits", "\"ten\"", "\"many\"").live();
            assertThat(events)
                    .contains(
                            new Event.Update("statics.Limits.NAME", 5),
                            new Event.Update("statics.User.limits()", program.line("statics.User", "limits()")));
            assertThat(program.call("statics.User.limits")).startsWith("many ");
        }

        @Test
        void areFoldedAnewInCompiledCode() {
            assertThat(program.call("statics.User.hot")).isEqualTo("true");
            assertThat(program.call("statics.User.hot")).isEqualTo("true");
            program.edit("statics.Limits", "MAX = 10", "MAX = 12").live();
            assertThat(program.call("statics.User.limits")).endsWith(" 12");
            List<Event> events =
                    program.edit("statics.Limits", "\"key-1\"", "\"key-2\"").live();
            assertThat(events).contains(new Event.Run("statics.Limits.KEY", 6));
            assertThat(program.call("statics.User.key")).isEqualTo("key-2");
        }
    }

    @Nested
    final class Initialisers {
        @Test
        void runAgainAlone() {
            program.call("statics.Counts.log");
            assertThat(program.call("statics.Counts.count", "4")).isEqualTo("7");
            List<Event> events = program.edit("statics.Counts", "next(\"second\", 2)", "next(\"second\", 20)")
                    .live();
            assertThat(events)
                    .contains(new Event.Run("statics.Counts.second", program.line("statics.Counts", "second =")));
            assertThat(program.call("statics.Counts.all")).isEqualTo("1 20 7");
            assertThat(program.call("statics.Counts.log")).isEqualTo("second20");

            events = program.edit("statics.Counts", "LOG.add(\"block\")", "LOG.add(\"Block\")")
                    .live();
            assertThat(events)
                    .contains(new Event.Run("statics.Counts.<static>", program.line("statics.Counts", "static {")));
            assertThat(program.call("statics.Counts.log")).isEqualTo("Block");
            assertThat(program.call("statics.Counts.all")).isEqualTo("1 20 7");
        }

        @Test
        void runAgainWhereTheirCodeIsTheSame() {
            assertThat(program.call("statics.Spelled.count")).isEqualTo("61 8");
            List<Event> events =
                    program.edit("statics.Spelled", "30 + 30", "20 * 3").live();
            assertThat(events).contains(new Event.Run("statics.Spelled.count", 4));
            assertThat(program.call("statics.Spelled.count")).isEqualTo("61 9");

            events = program.edit("statics.Spelled", "block = 7", "block = 14 / 2")
                    .live();
            assertThat(events).contains(new Event.Run("statics.Spelled.<static>", 7));
            assertThat(program.call("statics.Spelled.count")).isEqualTo("62 8");
        }

        @Test
        void setStaticFinalsOfEveryKind() {
            for (int i = 0; i < 3; i++) {
                program.call("statics.Finals.hot");
            }
            assertThat(program.call("statics.Finals.all")).isEqualTo("1 1 one");
            program.mark();
            program.sources.write(program.sources
                    .read("statics.Finals")
                    .replace("parseInt(\"1\")", "parseInt(\"2\")")
                    .replace("valueOf(1)", "valueOf(2)")
                    .replace("\"one\"", "\"two\""));
            List<Event> events = program.live();
            assertThat(events)
                    .contains(
                            new Event.Run("statics.Finals.NUMBER", 4),
                            new Event.Run("statics.Finals.TEXT", 5),
                            new Event.Run("statics.Finals.OBJECT", 6));
            assertThat(program.call("statics.Finals.all")).isEqualTo("2 2 two");
            assertThat(program.call("statics.Finals.hot")).isEqualTo("some");
        }

        @Test
        void thatThrowAreReportedAndTheProgramGoesOn() {
            assertThat(program.call("statics.Throwing.size")).isEqualTo("5");
            List<Event> events =
                    program.edit("statics.Throwing", "\"5\"", "\"five\"").live();
            assertThat(events)
                    .filteredOn(Event.RunFailed.class::isInstance)
                    .singleElement()
                    .satisfies(event -> {
                        Event.RunFailed failed = (Event.RunFailed) event;
                        assertThat(failed.definition()).isEqualTo("statics.Throwing.size");
                        assertThat(failed.problem())
                                .contains("NumberFormatException")
                                .contains("five");
                    });
            assertThat(program.call("statics.Throwing.size")).isEqualTo("5");
            program.edit("statics.Throwing", "\"five\"", "\"6\"").live();
            assertThat(program.call("statics.Throwing.size")).isEqualTo("6");
        }

        @Test
        void thatThrowAreNotLiveWhereTheirCodeIsTheSame() throws Exception {
            assertThat(program.call("statics.Once.size")).isEqualTo("5");
            program.mark();
            int mark = program.heard.mark();
            program.sources.write(program.sources.read("statics.Once").replace("2 + 3", "1 + 4"));
            program.heard.await(mark, Event.RunFailed.class);
            List<Event> events = program.settled();
            assertThat(events).noneMatch(Event.Live.class::isInstance);
            assertThat(program.call("statics.Once.size")).isEqualTo("5");
        }

        @Test
        void thatAreDeletedLeaveTheirEffect() {
            assertThat(program.call("statics.Removing.state")).isEqualTo("set");
            program.edit("statics.Removing", "state = \"set\";", "").live();
            assertThat(program.call("statics.Removing.state")).isEqualTo("set");
        }
    }

    @Test
    void movedButUnchangedDoNotRun() {
        program.call("statics.Counts.log");
        program.mark();
        String text = program.sources.read("statics.Counts");
        String method =
                text.substring(text.indexOf("    static int next("), text.indexOf("    public static String log"));
        program.sources.write(
                text.replace(method, "").replace("    static final List", method + "    static final List"));
        List<Event> events = program.settled();
        assertThat(events).noneMatch(Event.Run.class::isInstance).noneMatch(Event.Update.class::isInstance);
        assertThat(program.call("statics.Counts.log")).isEmpty();
    }
}

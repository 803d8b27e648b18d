package org.jurigged.controller.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.jurigged.controller.Event;

/** Types that come back to their source, or from another one, while their classes are loaded: what changed in them runs. */
final class ArrivedTypesTest extends LiveTestCase {
    private static final String AWAY = """
            package arrived;

            public class Away {
                static int size = Integer.parseInt("5");
                static int kept = 1;

                public static String size() {
                    kept++;
                    return size + " " + kept;
                }
            }
            """;

    private static final String OUTER = """
            package arrived;

            public class Outer {
                public static String size() {
                    return "outer";
                }

                public static class Inner {
                    static int size = Integer.parseInt("5");

                    public static String size() {
                        return "" + size;
                    }
                }
            }
            """;

    private static final String LEAVING = """
            package arrived;

            public class Leaving {
                static int size = Integer.parseInt("5");

                public static String size() {
                    return "" + size;
                }
            }
            """;

    private static final String HOME = """
            package arrived;

            public class Home {
                public static String name() {
                    return "home";
                }
            }
            """;

    private static final String MOVED = """
            class Moved {
                static int size = Integer.parseInt("5");
                static int kept = 1;

                static String size() {
                    kept++;
                    return size + " " + kept;
                }
            }
            """;

    private static final String MOVING = """
            package arrived;

            public class Moving {
                public static String size() {
                    return Moved.size();
                }
            }

            """;

    @Override
    LiveProgram start() throws Exception {
        return LivePrograms.on(feature)
                .source(AWAY, OUTER, LEAVING, HOME, MOVING + MOVED)
                .start();
    }

    @Test
    void aSourceThatWasEmptyForAMoment() {
        assertThat(program.call("arrived.Away.size")).isEqualTo("5 2");
        program.mark().sources.write(program.sources.file("arrived.Away"), "");
        assertThat(program.settled()).contains(new Event.Delete("arrived.Away", 3));

        List<Event> events = program.save(AWAY.replace("\"5\"", "\"6\"")).live();
        assertThat(events).contains(new Event.Run("arrived.Away.size", 4));
        assertThat(program.call("arrived.Away.size")).isEqualTo("6 3");
    }

    @Test
    void aNestedTypeThatWasGone() {
        assertThat(program.call("arrived.Outer$Inner.size")).isEqualTo("5");
        program.save(OUTER.substring(0, OUTER.indexOf("    public static class")) + "}\n")
                .live();
        List<Event> events = program.save(OUTER.replace("\"5\"", "\"7\"")).live();
        assertThat(events).contains(new Event.Run("arrived.Outer.Inner.size", 9));
        assertThat(program.call("arrived.Outer$Inner.size")).isEqualTo("7");
    }

    @Test
    void aTypeThatMovesToASourceOfItsOwn() {
        assertThat(program.call("arrived.Moving.size")).isEqualTo("5 2");
        program.sources.write("package arrived;\n\n" + MOVED.replace("\"5\"", "\"8\""));
        program.save(MOVING);
        assertThat(program.settled()).contains(new Event.Run("arrived.Moved.size", 4));
        assertThat(program.call("arrived.Moving.size")).isEqualTo("8 3");
    }

    @Test
    void aTypeWhoseSourceWasDeletedBeforeItCameToAnother() throws Exception {
        assertThat(program.call("arrived.Leaving.size")).isEqualTo("5");
        program.mark();
        Files.delete(program.sources.file("arrived.Leaving"));
        assertThat(program.settled()).contains(new Event.Delete("arrived.Leaving", 3));

        String type = LEAVING.substring(LEAVING.indexOf("public class")).replace("public class", "class");
        List<Event> events = program.save(HOME + type.replace("\"5\"", "\"9\"")).live();
        assertThat(events).contains(new Event.Run("arrived.Leaving.size", 9));
        assertThat(program.call("arrived.Leaving.size")).isEqualTo("9");
    }
}

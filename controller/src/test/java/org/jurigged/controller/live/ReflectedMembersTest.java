package org.jurigged.controller.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.jurigged.controller.Event;

/** Members that are added and removed while the program lists those of their class. */
final class ReflectedMembersTest extends LiveTestCase {
    private static final String CONSTANTS = """
            package listed;

            public class Constants {
                public static final String A = "a";
                static int used = A.length();

                static String text() {
                    return A;
                }
            }
            """;
    private static final String LIST = """
            package listed;

            public class List {
                public static String fields() {
                    return Constants.text() + Constants.class.getDeclaredFields().length;
                }
            }
            """;
    private static final String BEAN = """
            package listed;

            public class Bean {
                public int getSize() {
                    return 1;
                }
            }
            """;
    private static final String OPEN = """
            package listed;

            public class Open {
                public static int two() {
                    return 2;
                }
            }
            """;
    private static final String METHODS = """
            package listed;

            public class Methods {
                public static int count() {
                    return Open.two() + new Bean().getSize() + count(Bean.class) + Open.class.getMethods().length;
                }

                private static int count(Class<?> type) {
                    return type.getMethods().length;
                }
            }
            """;

    private static final String SEEN = """
            package listed;

            public class Seen {
                static final String A = "a";
                static int used = A.length();
            }
            """;
    private static final String NAMED = SEEN.replace("Seen", "Named");
    private static final String LISTER = """
            package listed;

            public class Lister {
                static int count(String text, Class<?> type) {
                    return type.getDeclaredFields().length;
                }

                static int length(Class<?> type) {
                    return type.getName().length();
                }
            }
            """;
    private static final String HANDING = """
            package listed;

            public class Handing {
                public static int count() {
                    return Lister.count("seen", Seen.class) + Lister.length(Named.class);
                }
            }
            """;

    @Override
    LiveProgram start() throws Exception {
        return LivePrograms.on(feature)
                .source(CONSTANTS, LIST, BEAN, OPEN, METHODS, SEEN, NAMED, LISTER, HANDING)
                .start();
    }

    @Test
    void areToldWithWhoListsThem() {
        assertThat(program.call("listed.List.fields")).isEqualTo("a2");
        program.save(CONSTANTS.replace("static int used", "static final String B = A + 1;\n    static int used"));
        assertThat(unseen())
                .containsExactly(new Event.Unseen(
                        "J209",
                        "listed.Constants",
                        "listed.List reads its fields by reflection, which still sees those that were loaded"));
        assertThat(program.call("listed.List.fields")).isEqualTo("a2");

        program.save(CONSTANTS);
        assertThat(unseen()).isEmpty();

        program.save(CONSTANTS.replace(
                "static String text()", "static int n() {\n        return 1;\n    }\n\n    static String text()"));
        assertThat(unseen()).isEmpty();
    }

    @Test
    void areToldOfTheMembersThatAreAskedForOnce() {
        program.call("listed.Methods.count");
        program.save(
                OPEN.replace("public static", "static int three() {\n        return 3;\n    }\n\n    public static"));
        assertThat(unseen()).isEmpty();

        program.save(OPEN.replace("two()", "four()")
                .replace("return 2", "return 4")
                .replace("}\n}", "}\n\n    public static int two() {\n        return 2;\n    }\n}"));
        assertThat(unseen())
                .containsExactly(new Event.Unseen(
                        "J209",
                        "listed.Open",
                        "listed.Methods reads its methods by reflection, which still sees those that were loaded"));

        program.save(
                BEAN.replace("public int", "public int getLength() {\n        return 2;\n    }\n\n    public int"));
        assertThat(unseen())
                .containsExactly(new Event.Unseen(
                        "J202",
                        "listed.Bean.length",
                        "bean property added; reflection still sees listed.Bean without it"));
    }

    @Test
    void areToldWithWhoHandsTheirClassToWhatListsThem() {
        assertThat(program.call("listed.Handing.count")).isEqualTo("14");
        String member = "static final String B = A + 1;\n    static int used";
        program.save(SEEN.replace("static int used", member));
        assertThat(unseen())
                .containsExactly(new Event.Unseen(
                        "J209",
                        "listed.Seen",
                        "listed.Handing reads its fields by reflection, which still sees those that were loaded"));

        program.save(NAMED.replace("static int used", member));
        assertThat(unseen()).isEmpty();
    }

    private List<Event> unseen() {
        return program.settled().stream().filter(Event.Unseen.class::isInstance).toList();
    }
}

package org.jurigged.controller.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.jurigged.controller.Event;

/** Static fields whose initialisers don't run again, and call what a save changes. */
final class KeptFieldsTest extends LiveTestCase {
    private static final String TAGS = """
            package kept;

            import java.util.List;

            public class Tags {
                static final List<String> HTML = html();
                static final List<String> XML;

                static {
                    List<String> xml = xml();
                    XML = xml;
                }

                public static String all() {
                    return HTML + " " + XML;
                }

                private static List<String> html() {
                    return List.of("p");
                }

                private static List<String> xml() {
                    return List.of("x");
                }
            }
            """;
    private static final String COLOUR = """
            package kept;

            public enum Colour {
                RED(1),
                GREEN(2),
                BLUE(3),
                BLACK(4);

                private final int code;

                Colour(int code) {
                    this.code = code;
                }

                public static String codes() {
                    return RED.code + "" + GREEN.code + BLUE.code + BLACK.code;
                }
            }
            """;
    private static final String SINGLE = """
            package kept;

            public class Single {
                static final Single ONLY = new Single();
                final String name;

                Single() {
                    name = "one";
                }

                public static String name() {
                    return ONLY.name;
                }
            }
            """;
    private static final String HOLDER = """
            package kept;

            public class Lazy {
                final int size;

                Lazy(int size) {
                    this.size = size;
                }

                public static int size() {
                    return Holder.LAZY.size;
                }

                static class Holder {
                    static final Lazy LAZY = new Lazy(2);
                }
            }
            """;
    private static final String RULE = """
            package kept;

            import java.util.function.IntPredicate;

            public class Rule {
                static final IntPredicate EVEN = even();
                static final IntPredicate ODD = n -> odd(n);

                public static String three() {
                    return EVEN.test(3) + " " + ODD.test(3);
                }

                private static IntPredicate even() {
                    return n -> n % 2 == 0;
                }

                private static boolean odd(int n) {
                    return n % 2 == 1;
                }
            }
            """;

    @Override
    LiveProgram start() throws Exception {
        return LivePrograms.on(feature)
                .source(TAGS, COLOUR, SINGLE, HOLDER, RULE)
                .start();
    }

    @Test
    void areToldWithWhatMadeThem() {
        assertThat(program.call("kept.Tags.all")).isEqualTo("[p] [x]");
        program.save(TAGS.replace("\"p\"", "\"p\", \"b\"").replace("\"x\"", "\"y\""));
        assertThat(unseen())
                .containsExactly(
                        new Event.Unseen(
                                "J208", "kept.Tags.HTML", "keeps what html() made before it changed" + remedy()),
                        new Event.Unseen(
                                "J208", "kept.Tags.XML", "keeps what xml() made before it changed" + remedy()));
        assertThat(program.call("kept.Tags.all")).isEqualTo("[p] [x]");

        program.save(TAGS.replace("html();\n    static", "List.copyOf(html());\n    static")
                .replace("\"p\"", "\"i\"")
                .replace("xml();\n        XML", "List.copyOf(xml());\n        XML"));
        assertThat(unseen()).isEmpty();
        assertThat(program.call("kept.Tags.all")).isEqualTo("[i] [x]");
    }

    @Test
    void areCountedWhereThereAreMany() {
        assertThat(program.call("kept.Colour.codes")).isEqualTo("1234");
        program.save(COLOUR.replace("= code;", "= 2 * code;"));
        assertThat(unseen())
                .containsExactly(new Event.Unseen(
                        "J208",
                        "kept.Colour",
                        "4 static fields keep what Colour(int) made before it changed; if that won't do, change their"
                                + " initialisers too, or restart the program"));
        assertThat(program.call("kept.Colour.codes")).isEqualTo("1234");
    }

    @Test
    void areNotToldOfAClassThatIsInitialisedLater() {
        program.save(SINGLE.replace("\"one\"", "\"two\""));
        assertThat(unseen()).isEmpty();
        assertThat(program.call("kept.Single.name")).isEqualTo("two");
        program.save(SINGLE);
        assertThat(unseen())
                .containsExactly(new Event.Unseen(
                        "J208", "kept.Single.ONLY", "keeps what Single() made before it changed" + remedy()));
    }

    @Test
    void areToldOfANestedClassThatStaysTheSame() {
        program.save(HOLDER.replace("= size;", "= size + 1;"));
        assertThat(unseen()).isEmpty();
        assertThat(program.call("kept.Lazy.size")).isEqualTo("3");
        program.save(HOLDER.replace("= size;", "= size + 2;"));
        assertThat(unseen())
                .containsExactly(new Event.Unseen(
                        "J208",
                        "kept.Lazy.Holder.LAZY",
                        "keeps what kept.Lazy.Lazy(int) made before it changed" + remedy()));
        assertThat(program.call("kept.Lazy.size")).isEqualTo("3");
    }

    @Test
    void areNotToldWhereTheirLambdasRunTheNewCode() {
        assertThat(program.call("kept.Rule.three")).isEqualTo("false true");
        program.save(RULE.replace("% 2 ==", "% 3 =="));
        assertThat(unseen()).isEmpty();
        assertThat(program.call("kept.Rule.three")).isEqualTo("true false");
    }

    private static String remedy() {
        return "; if that won't do, change its initialiser too, or restart the program";
    }

    private List<Event> unseen() {
        return program.settled().stream().filter(Event.Unseen.class::isInstance).toList();
    }
}

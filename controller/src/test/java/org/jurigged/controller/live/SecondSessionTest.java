package org.jurigged.controller.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.jurigged.controller.Event;
import org.jurigged.controller.api.Recoder;
import org.jurigged.controller.api.TestSessions;

/** A session attaches to a program that another one has edited, and goes on where that one left off. */
@OnEachJdk
final class SecondSessionTest {
    private static final String METHODS = """
            package app;

            public class Methods {
                static int value(String text) {
                    return text.length();
                }

                public static String ask(String text) {
                    return "" + value(text);
                }

                @SuppressWarnings("unused")
                static String gone() {
                    return "gone";
                }
            }
            """;

    private static final String FIELDS = """
            package app;

            public class Fields {
                static final Fields KEPT = new Fields();

                int first = 1;

                public static String show() {
                    return "" + KEPT.first;
                }

                public static void grow() {
                    KEPT.first++;
                }
            }
            """;

    private static final String LAMBDAS = """
            package app;

            import java.util.function.Supplier;

            public class Lambdas {
                static Supplier<String> kept = () -> "kept";

                static Supplier<String> make() {
                    return () -> "made";
                }

                static Supplier<String> old = make();

                public static String ask() {
                    return kept.get() + " " + old.get() + " " + make().get();
                }
            }
            """;

    private static final String COLOUR = """
            package app;

            public enum Colour {
                RED,
                BLUE;

                public static String all() {
                    return java.util.Arrays.toString(values()) + name(valueOf("BLUE"));
                }

                static String name(Colour colour) {
                    return switch (colour) {
                        case RED -> "red";
                        case BLUE -> "blue" + colour.ordinal();
                        default -> "other" + colour.ordinal();
                    };
                }
            }
            """;

    private static final String TEXTS = """
            package app;

            public class Texts {
                static final Object ONE = new One();
                static final Object TWO = new Two();

                static class One {
                }

                static class Two {
                }

                public static String ask() {
                    return (ONE.toString().startsWith("app.") ? "-" : ONE.toString()) + " "
                            + (TWO.toString().startsWith("app.") ? "-" : TWO.toString()) + " " + ONE.equals("1");
                }
            }
            """;

    private static final String USER = """
            package app;

            public class User {
                public static String ask() {
                    return Methods.ask("user");
                }
            }
            """;

    private static final String LATE = """
            package app;

            public class Late {
                public static String ask() {
                    return Methods.ask("late");
                }
            }
            """;

    @Parameter
    int feature;

    private AttachedProgram program;

    @BeforeEach
    void start() throws Exception {
        program = new AttachedProgram(
                LivePrograms.on(feature).source(METHODS, FIELDS, LAMBDAS, COLOUR, TEXTS, USER, LATE));
        assertThat(ask()).isEqualTo("4|1|kept made made|[RED, BLUE]blue1|- - false");
    }

    @AfterEach
    void end() throws Exception {
        if (program != null) {
            program.close();
        }
    }

    private String ask() throws Exception {
        return String.join(
                "|",
                program.call("app.User.ask"),
                program.call("app.Fields.show"),
                program.call("app.Lambdas.ask"),
                program.call("app.Colour.all"),
                program.call("app.Texts.ask"));
    }

    @Test
    void whatWasAddedIsChangedAndTakenBackByTheNextSession() throws Exception {
        program.attach();
        program.save(METHODS.replace("text.length();", "more(text.length());")
                        .replace(
                                "    @Suppress",
                                "    static int more(int n) {\n        return n + 10;\n    }\n\n    @Suppress"))
                .live();
        program.save(FIELDS.replace("int first = 1;", "int first = 1;\n    int second = 20;")
                        .replace("\"\" + KEPT.first;", "KEPT.first + \",\" + KEPT.second;")
                        .replace("KEPT.first++;", "KEPT.first++;\n        KEPT.second++;"))
                .live();
        program.call("app.Fields.grow");
        program.edit("app.Lambdas", "static Supplier<String> make() {", """
                static Supplier<String> before() {
                        return () -> "before";
                    }

                    static Supplier<String> make() {\
                """).live();
        program.edit("app.Colour", "BLUE;", "GREEN,\n    BLUE;").live();
        program.edit("app.Texts", "One {", "One {\n        @Override public String toString() { return \"one\"; }")
                .live();
        String first = "14|2,21|kept made made|[RED, GREEN, BLUE]blue2|one - false";
        assertThat(ask()).isEqualTo(first);
        program.detach();
        assertThat(ask()).isEqualTo(first);

        program.attach();
        assertThat(ask()).isEqualTo(first);
        program.edit("app.Methods", "n + 10", "n + 100").live();
        program.edit("app.Fields", "int second = 20;", "int second = 20;\n    String third = \"x\";")
                .live();
        program.edit("app.Fields", "KEPT.second;", "KEPT.second + KEPT.third;").live();
        program.edit("app.Lambdas", "\"made\"", "\"MADE\"").live();
        program.edit("app.Colour", "RED,", "RED,\n    PINK,").live();
        program.edit("app.Texts", "Two {", "Two {\n        @Override public String toString() { return \"two\"; }")
                .live();
        assertThat(ask()).isEqualTo("104|2,21x|kept MADE MADE|[RED, PINK, GREEN, BLUE]blue3|one two false");
        assertThat(program.call("app.Late.ask")).isEqualTo("104");
        program.detach();

        program.attach();
        program.save(METHODS).live();
        program.save(FIELDS).live();
        program.save(LAMBDAS).live();
        program.save(TEXTS).live();
        program.save(COLOUR).live();
        assertThat(ask()).isEqualTo("4|2|kept made made|[RED, BLUE]blue1|- - false");
        assertThat(program.call("app.Late.ask")).isEqualTo("4");
        assertThat(program.told())
                .noneMatch(event -> event instanceof Event.OutOfSync || event instanceof Event.Trouble);
    }

    @Test
    void classesLoadedBetweenTheSessionsGetWhatTheyLack() throws Exception {
        program.attach();
        program.edit(
                        "app.Methods",
                        "ask(String text) {",
                        "ask(String text, int times) {",
                        "app.User",
                        "\"user\")",
                        "\"user\", 1)",
                        "app.Late",
                        "\"late\")",
                        "\"late\", 2)")
                .live();
        program.detach();
        assertThat(program.call("app.Late.ask")).contains("NoSuchMethodError");

        program.attach();
        await().untilAsserted(() -> assertThat(program.call("app.Late.ask")).isEqualTo("4"));
        assertThat(program.call("app.User.ask")).isEqualTo("4");
    }

    @Test
    void aPatchThatIsInNoFileStaysUntilItsFileIsSaved() throws Exception {
        program.attach();
        Recoder value = TestSessions.of(program.session()).recoder("app.Methods#value");
        value.patchModule("""
                static int value(String text) {
                    return more(text.length());
                }

                static int more(int n) {
                    return n + 10;
                }
                """);
        assertThat(program.call("app.User.ask")).isEqualTo("14");
        program.detach();
        assertThat(program.call("app.User.ask")).isEqualTo("14");

        program.attach();
        assertThat(program.call("app.User.ask")).isEqualTo("14");
        assertThat(program.call("app.Late.ask")).isEqualTo("14");
        program.edit("app.Methods", "\"gone\"", "\"going\"").live();
        assertThat(program.call("app.User.ask")).isEqualTo("4");
        program.edit("app.Methods", "return text.length();\n    }", """
                return more(text.length());
                    }

                    static int more(int n) {
                        return n + 100;
                    }\
                """).live();
        assertThat(program.call("app.User.ask")).isEqualTo("104");
    }

    @Test
    void aPatchThatIsInNoFileIsOutOfSyncAndGoesBackWithASaveThatNeedsWhatItDeleted() throws Exception {
        program.attach();
        TestSessions.of(program.session()).recoder("app.Methods#ask").patchModule("""
                public static String ask(String text) {
                    return "patched " + value(text, 5);
                }

                static int value(String text, int more) {
                    return text.length() + more;
                }
                """);
        TestSessions.of(program.session()).recoder("app.Methods#gone").patch("");
        assertThat(program.call("app.User.ask")).isEqualTo("patched 9");
        program.detach();

        program.attach();
        program.await(
                event -> event instanceof Event.OutOfSync found
                        && found.className().equals("app.Methods"),
                "OutOfSync");
        assertThat(program.call("app.User.ask")).isEqualTo("patched 9");
        program.edit("app.User", "return Methods", "return \"user \" + Methods").live();
        assertThat(program.call("app.User.ask")).isEqualTo("user patched 9");
        program.edit("app.User", "\"user \" +", "Methods.gone() +").live();
        assertThat(program.call("app.User.ask")).isEqualTo("gone4");
    }

    @Test
    void whatWasBuiltMeanwhileIsOutOfSync() throws Exception {
        program.attach();
        program.save(METHODS.replace("text.length();", "more();")
                        .replace("    @Suppress", "    static int more() {\n        return 7;\n    }\n\n    @Suppress"))
                .live();
        program.detach();
        program.made.sources.write(METHODS.replace("text.length();", "8;"));
        program.made.compile();

        program.attach();
        program.await(
                event -> event instanceof Event.OutOfSync found
                        && found.className().equals("app.Methods"),
                "OutOfSync");
        assertThat(program.call("app.User.ask")).isEqualTo("7");
        program.edit("app.Methods", "return 8;", "return 9;").live();
        assertThat(program.call("app.User.ask")).isEqualTo("9");
    }
}

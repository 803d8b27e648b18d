package org.jurigged.controller.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.jurigged.controller.Event;

/** Classes that are loaded after they were edited, and classes that are there more than once. */
final class LateClassesTest extends LiveTestCase {
    private static final String LATE = """
            package late;

            public class Late {
                static String state = "old state";

                public static String text() {
                    return "old " + state;
                }
            }
            """;

    private static final String TWIN = """
            package late;

            public class Twin {
                public static String text() {
                    return "one";
                }
            }
            """;

    private static final String LOADERS = """
            package late;

            import java.net.URL;
            import java.net.URLClassLoader;
            import java.nio.file.Path;

            public class Loaders {
                static Class<?> other;

                public static String load(String directory) throws Exception {
                    URL[] urls = {Path.of(directory).toUri().toURL()};
                    other = new URLClassLoader(urls, null).loadClass("late.Twin");
                    return both();
                }

                public static String both() throws Exception {
                    return Twin.text() + " " + other.getMethod("text").invoke(null) + " " + (other == Twin.class);
                }
            }
            """;

    private static final String NESTED = """
                static class Nested {
                    static String text() {
                        return "nested";
                    }
                }
            """;

    private static final String USER = """
            package late;

            public class User {
                public static String text(String which) {
                    return "nobody";
                }
            }
            """;

    private static final String HELPER = """
            package late;

            public class Helper {
                public static String nobody() {
                    return "nobody";
                }
            }
            """;

    private static final String LOADER = """
            package late;

            public class Loader {
                public static String load(String name) throws Exception {
                    return Class.forName(name, false, Loader.class.getClassLoader()).getSimpleName();
                }

                public static String use() {
                    return "nothing";
                }
            }
            """;

    private static final String PLUG = """
            package late;

            public class Plug {
                public static String text() {
                    return Helper.added();
                }
            }
            """;

    @Override
    LiveProgram start() throws Exception {
        return LivePrograms.on(feature)
                .source(LATE, LATE.replace("Late", "Later"), TWIN, LOADERS, USER, HELPER)
                .source(LOADER, LATE.replace("Late", "Unlinked"), LATE.replace("Late", "Edited"))
                .start();
    }

    @Test
    void areTheEditedOnes() {
        List<Event> events = program.edit("late.Late", "\"old \"", "\"new \"").live();
        assertThat(events).contains(new Event.Update("late.Late.text()", 6));
        program.edit("late.Late", "\"old state\"", "\"new state\"").live();
        assertThat(program.call("late.Late.text")).isEqualTo("new new state");
        program.edit("late.Late", "\"new \"", "\"newest \"").live();
        assertThat(program.call("late.Late.text")).isEqualTo("newest new state");
    }

    @Test
    void areNotTouchedByAnEditThatFailed() {
        program.edit("late.Later", "\"old \"", "\"broken \" +").failed();
        assertThat(program.call("late.Later.text")).isEqualTo("old old state");
        program.edit("late.Later", "\"broken \" +", "\"new \"").live();
        assertThat(program.call("late.Later.text")).isEqualTo("new old state");
    }

    @Test
    void areUpdatedInEveryLoader() {
        assertThat(program.call("late.Loaders.load", program.classes.toString()))
                .isEqualTo("one one false");
        program.edit("late.Twin", "\"one\"", "\"two\"").live();
        assertThat(program.call("late.Loaders.both")).isEqualTo("two two false");
    }

    /**
     * A nested class is defined with its edit; another one before its first use links it, and so prepares it, in the debug
     * agent's own thread.
     */
    @Test
    void areUpdatedWhenTheyWereOnlyDefined() {
        assertThat(program.call("late.User.text", "a")).isEqualTo("nobody");
        program.edit("late.User", "public class User {", "public class User {\n" + NESTED)
                .live();
        program.edit("late.User", "\"nested\"", "\"edited\"").live();
        program.edit("late.User", "\"nobody\"", "Nested.text()").live();
        assertThat(program.call("late.User.text", "a")).isEqualTo("edited");
    }

    /** Whoever builds while the program runs, tests for example, brings classes that nobody knew at the edit. */
    @Test
    void areFittedWhenTheyAreCompiledAfterTheEdit() throws Exception {
        program.edit(
                        "late.Helper",
                        "public class Helper {",
                        "public class Helper {\n" + NESTED.replace("Nested", "Part"))
                .live();
        program.edit(
                        "late.Helper",
                        "nobody() {",
                        "added() {\n return \"added\";\n}\n\n public static String nobody() {")
                .live();
        Path source =
                Files.createDirectories(program.directory.resolve("built")).resolve("Plug.java");
        Files.writeString(source, PLUG);
        String javac = program.jdk.home().resolve("bin/javac").toString();
        String classes = program.classes.toString();
        assertThat(new ProcessBuilder(javac, "-cp", classes, "-d", classes, source.toString())
                        .inheritIO()
                        .start()
                        .waitFor())
                .isZero();
        assertThat(program.call("late.Plug.text")).isEqualTo("added");
    }

    /** The JVM looks for a static member before it links the member's class, and so before it says that there is one (JVMS 6.5). */
    @Test
    void haveTheirNewMembersWhenTheyWereLoadedAndNotLinkedBefore() throws Exception {
        program.edit("late.Edited", "\"old \"", "\"new \"").live();
        for (String name : List.of("Unlinked", "Edited")) {
            String type = "late." + name;
            assertThat(program.call("late.Loader.load", type)).isEqualTo(name);
            program.edit(
                            type,
                            "public static String text",
                            "static Integer count = 3;\n\n static String added() {\n return text();\n }\n\n public static String text")
                    .live();
            program.save(LOADER.replace("\"nothing\"", type + ".added() + " + type + ".count"))
                    .live();
            assertThat(program.call("late.Loader.use"))
                    .isEqualTo((name.equals("Edited") ? "new" : "old") + " old state3");
        }
    }
}

package org.jurigged.controller.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.jurigged.controller.Event;

/** A source is out of sync when the session begins, and a save of another one needs what is new in it. */
@OnEachJdk
final class StaleFilesTest {
    private static final String PRICE = """
            package app;

            public class Price {
                static int value() {
                    return 1;
                }
            }
            """;
    private static final String USER = """
            package app;

            public class User {
                public static String ask() {
                    return "" + Price.value();
                }

                public static String other() {
                    return "other";
                }
            }
            """;
    private static final String MORE = PRICE.replace(
            "return 1;\n    }", "return 2;\n    }\n\n    static int more() {\n        return 10 + value();\n    }");

    @Parameter
    int feature;

    private AttachedProgram program;

    @BeforeEach
    void start() throws Exception {
        program = new AttachedProgram(LivePrograms.on(feature).source(PRICE, USER));
        assertThat(program.call("app.User.ask")).isEqualTo("1");
    }

    @AfterEach
    void end() throws Exception {
        program.close();
    }

    /** Saves a source as somebody did before the session began, who went on to do something else. */
    private void attachWith(String price, boolean isBuilt) throws Exception {
        program.made.sources.write(price);
        if (isBuilt) {
            program.made.compile();
        } else {
            for (String type : new String[] {"Price", "User"}) {
                Files.setLastModifiedTime(
                        program.made.classes().resolve("app/" + type + ".class"),
                        FileTime.from(Instant.now().minus(Duration.ofMinutes(2))));
            }
            Files.setLastModifiedTime(
                    program.made.sources.file("app.Price"),
                    FileTime.from(Instant.now().minus(Duration.ofMinutes(1))));
            Files.setLastModifiedTime(
                    program.made.sources.file("app.User"),
                    FileTime.from(Instant.now().minus(Duration.ofMinutes(3))));
        }
        program.attach();
        program.await(isOutOfSync("app.Price"), "OutOfSync");
    }

    @Test
    void goesWithItWhereItWasBuilt() throws Exception {
        attachWith(MORE, true);
        program.edit("app.User", "\"other\"", "\"another\"").live();
        assertThat(program.call("app.User.ask")).isEqualTo("1");
        program.edit("app.User", "Price.value()", "Price.more()").live();
        assertThat(program.call("app.User.ask")).isEqualTo("12");
    }

    @Test
    void goesWithItWhereItWasNotBuilt() throws Exception {
        attachWith(MORE, false);
        program.edit("app.User", "\"other\"", "\"another\"").live();
        assertThat(program.call("app.User.ask")).isEqualTo("1");
        program.edit("app.User", "Price.value()", "Price.more()").live();
        assertThat(program.call("app.User.ask")).isEqualTo("12");
    }

    @Test
    void isToldOfBothWhereTheyCompileTogetherOnly() throws Exception {
        program.made.sources.write(MORE.replace("return 10 + value()", "return 10 + value() + User.base()")
                .replace("class Price {", "class Price {\n    static int first = 1;\n"));
        program.made.sources.write(USER.replace("Price.value()", "Price.more() + Price.first")
                .replace("class User {", "class User {\n    static int base() {\n        return 100;\n    }\n"));
        outdate("app.Price", "app.User");
        program.attach();
        program.await(isOutOfSync("app.Price"), "OutOfSync Price");
        program.await(isOutOfSync("app.User"), "OutOfSync User");

        List<Event> told = program.edit("app.Price", "return 2;", "return 3;").live();

        // What was live isn't the text that stood there, so it can't be told which initialisers are new.
        assertThat(program.call("app.User.ask")).isEqualTo("1130");
        assertThat(told)
                .anyMatch(event -> event instanceof Event.RunFailed failed
                        && failed.definition().equals("app.Price.<static>"));
    }

    @Test
    void goesWithItWhereItIsNewAndHasNeverBeenBuilt() throws Exception {
        program.made.sources.write("""
                package app;

                import app.more.Fresher;

                class Fresh {
                    static int value() {
                        return Fresher.VALUES[0];
                    }
                }
                """);
        program.made.sources.write("""
                package app.more;

                import static app.more.Freshest.*;

                public class Fresher {
                    public static final int[] VALUES = {seven()};
                }
                """);
        program.made.sources.write("""
                package app.more;

                class Freshest {
                    static int seven() {
                        return 7;
                    }
                }
                """);
        program.attach();
        program.edit("app.User", "Price.value()", "Fresh.value()").live();
        assertThat(program.call("app.User.ask")).isEqualTo("7");
    }

    @Test
    void isNotLookedForWhereAnImportIsStillBeingWritten() throws Exception {
        program.attach();
        program.save(USER.replace(
                "public class", "import .;\nimport static a.\0b;\nimport User;\nimport ..x.Y;\n\npublic class"));
        program.await(Event.CompileFailed.class::isInstance, "CompileFailed");
        program.session().done().get(30, TimeUnit.SECONDS);
        assertThat(program.told()).noneMatch(Event.Trouble.class::isInstance);
    }

    private void outdate(String... types) throws Exception {
        for (String type : types) {
            Files.setLastModifiedTime(
                    program.made.classes().resolve(type.replace('.', '/') + ".class"),
                    FileTime.from(Instant.now().minus(Duration.ofMinutes(2))));
            Files.setLastModifiedTime(
                    program.made.sources.file(type), FileTime.from(Instant.now().minus(Duration.ofMinutes(1))));
        }
    }

    private static Predicate<Event> isOutOfSync(String className) {
        return event ->
                event instanceof Event.OutOfSync found && found.className().equals(className);
    }

    @Test
    void isNamedWhereItCantGoLive() throws Exception {
        attachWith(MORE.replace("class Price", "class Price extends java.util.Date"), true);
        Event.Refused refused =
                program.edit("app.User", "Price.value()", "Price.more()").refused();
        assertThat(refused.definition()).contains("app.Price");
        assertThat(program.call("app.User.ask")).isEqualTo("1");
    }
}

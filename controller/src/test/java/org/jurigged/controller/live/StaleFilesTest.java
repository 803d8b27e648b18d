package org.jurigged.controller.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
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
        program.await(
                event -> event instanceof Event.OutOfSync found
                        && found.className().equals("app.Price"),
                "OutOfSync");
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
    void isNamedWhereItCantGoLive() throws Exception {
        attachWith(MORE.replace("class Price", "class Price extends java.util.Date"), true);
        Event.Refused refused =
                program.edit("app.User", "Price.value()", "Price.more()").refused();
        assertThat(refused.definition()).contains("app.Price");
        assertThat(program.call("app.User.ask")).isEqualTo("1");
    }
}

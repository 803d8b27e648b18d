package org.jurigged.controller.live;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.jurigged.controller.Event;

/** Classes whose static initialiser has failed. */
final class FailedClassesTest extends LiveTestCase {
    private static final String LIMIT = """
            package failed;

            public class Limit {
                static final int LIMIT = Integer.parseInt("ten");

                static String text() {
                    return "at most " + LIMIT;
                }
            }
            """;

    private static final String USER = """
            package failed;

            public class User {
                public static String text() {
                    try {
                        return Limit.text();
                    } catch (LinkageError e) {
                        return "none";
                    }
                }
            }
            """;

    @Override
    LiveProgram start() throws Exception {
        return LivePrograms.on(feature).source(LIMIT, USER).start();
    }

    @Test
    void cantBeEditedUntilTheProgramIsRestartedAndOthersCan() {
        assertThat(program.call("failed.User.text")).isEqualTo("none");
        Event.Refused refused =
                program.edit("failed.Limit", "\"ten\"", "\"10\"").refused();
        assertThat(refused.code()).isEqualTo("J164");
        assertThat(refused.definition()).isEqualTo("failed.Limit");
        assertThat(program.call("failed.User.text")).isEqualTo("none");

        program.save(LIMIT).settled();
        program.edit("failed.User", "\"none\"", "\"still none\"").live();
        assertThat(program.call("failed.User.text")).isEqualTo("still none");
    }
}

package org.jurigged.controller.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.jurigged.controller.Event;

/** A session that is ended, as by Ctrl-C, while a structural save is being applied. */
@OnEachJdk
final class SessionEndTest {
    private static final String GATE = """
            package app;

            public class Gate {
                static volatile boolean entered;
                static volatile boolean open;

                static String pass() {
                    entered = true;
                    while (!open) {
                        Thread.onSpinWait();
                    }
                    return "passed";
                }

                public static boolean isEntered() {
                    return entered;
                }

                public static void open() {
                    open = true;
                }
            }
            """;
    private static final String SHOP = """
            package app;

            public class Shop {
                static String label = "closed";

                public static String ask() {
                    return label;
                }
            }
            """;

    @Parameter
    int feature;

    @Test
    void letsTheSaveEndSoThatTheNextOneGoesOn() throws Exception {
        try (AttachedProgram program = new AttachedProgram(
                LivePrograms.on(feature).source(GATE, SHOP).set(settings -> settings.tellWatched = true))) {
            assertThat(program.call("app.Shop.ask")).isEqualTo("closed");
            assertThat(program.call("app.Gate.isEntered")).isEqualTo("false");
            program.attach();
            // By then the session has read what the program was built from: else nobody knows which initialisers
            // change.
            Event watched = new Event.Watch(program.made.sources.file("app.Shop"));
            program.await(watched::equals, "Watch Shop");
            program.save(SHOP.replace("\"closed\"", "Gate.pass()")
                    .replace(
                            "return label;",
                            "return label + more();\n    }\n\n    static int more() {\n        return 1;"));
            await().until(() -> program.call("app.Gate.isEntered").equals("true"));
            Thread end = new Thread(program::detach, "end");
            end.start();
            await().until(() -> end.getState() == Thread.State.TIMED_WAITING || !end.isAlive());
            program.call("app.Gate.open");
            end.join();

            program.attach();
            assertThat(program.call("app.Shop.ask")).isEqualTo("passed1");
            program.edit("app.Shop", "return 1;", "return 2;").live();
            assertThat(program.call("app.Shop.ask")).isEqualTo("passed2");
            assertThat(program.told()).noneMatch(event -> event instanceof Event.Trouble);
        }
    }
}

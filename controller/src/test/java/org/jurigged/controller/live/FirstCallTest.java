package org.jurigged.controller.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;

/** Jurigged's own thread in the program, which structural edits need. */
@OnEachJdk
final class FirstCallTest {
    private static final String SHOP = """
            package app;

            public class Shop {
                public static String start() {
                    Thread busy = new Thread(() -> {
                        while (true) {
                            try {
                                Thread.sleep(10);
                            } catch (InterruptedException e) {
                                return;
                            }
                        }
                    });
                    busy.setDaemon(true);
                    busy.start();
                    return "started";
                }

                public static String threads() {
                    return Thread.getAllStackTraces().keySet().stream().map(Thread::getName).toList().toString();
                }

                public static String ask() {
                    return "old";
                }
            }
            """;
    private static final String[] ADDED = {
        "app.Shop", "return \"old\";", "return added();\n    }\n\n    static String added() {\n        return \"new\";"
    };

    @Parameter
    int feature;

    @Test
    void isThereBeforeTheFirstSave() throws Exception {
        try (AttachedProgram program =
                new AttachedProgram(LivePrograms.on(feature).source(SHOP))) {
            program.attach();
            await().until(() -> program.call("app.Shop.threads").matches(".*\\bjurigged[,\\]].*"));
            program.edit(ADDED).live();
            assertThat(program.call("app.Shop.ask")).isEqualTo("new");
        }
    }

    /** Such a JVM would take the Attach API's signal for the wish for a thread dump. */
    @Test
    void comesWithoutTheAttachApiWhereThatIsDisabledAndNothingIsPrinted() throws Exception {
        try (AttachedProgram program =
                new AttachedProgram(LivePrograms.on(feature).source(SHOP).jvmOption("-XX:+DisableAttachMechanism"))) {
            assertThat(program.call("app.Shop.start")).isEqualTo("started");
            program.attach();
            program.edit(ADDED).live();
            assertThat(program.call("app.Shop.ask")).isEqualTo("new");
            program.detach();
            assertThat(program.address()).startsWith("127.0.0.1:");
        }
    }
}

package org.jurigged.controller.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.jurigged.controller.Event;

/** Edits of modifiers, which change neither the code nor the constant pool of their class. */
final class ModifierEditsTest extends LiveTestCase {
    private static final String SOURCE = """
            package modified;

            public class Thief {
                public static String text() {
                    return "nothing";
                }
            }

            class Safe {
                private static String secret() {
                    return "secret";
                }

                public static String text() {
                    return "not " + secret();
                }
            }
            """;

    @Override
    LiveProgram start() throws Exception {
        return LivePrograms.on(feature).source(SOURCE).start();
    }

    @Test
    void areNotOverlookedByWhatRestsOnThem() {
        assertThat(program.call("modified.Safe.text")).isEqualTo("not secret");
        assertThat(program.call("modified.Thief.text")).isEqualTo("nothing");
        int mark = program.heard.mark();
        program.save(SOURCE.replace("private static", "static").replace("\"nothing\"", "Safe.secret()"));
        List<Event> events = program.heard.await(mark, ModifierEditsTest::isOutcome, "outcome");
        boolean live = events.get(events.size() - 1) instanceof Event.Live;
        assertThat(program.call("modified.Thief.text")).isEqualTo(live ? "secret" : "nothing");
    }

    private static boolean isOutcome(Event event) {
        return event instanceof Event.Live || event instanceof Event.Refused;
    }
}

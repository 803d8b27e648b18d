package org.jurigged.controller.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.jurigged.controller.Event;

/** A listener that throws: saves go live all the same, and it is told. */
final class FailingListenerTest {
    private static final String SHOP = """
            package failing;

            public class Shop {
                static String name() {
                    return "old name";
                }

                public static String text() {
                    return name() + ", old text";
                }
            }
            """;

    private LiveProgram program;

    @AfterEach
    void close() throws Exception {
        if (program != null) {
            program.close();
        }
    }

    @Test
    void endsNothing() throws Exception {
        program = LivePrograms.on(Runtime.version().feature()).source(SHOP).start();
        assertThat(program.call("failing.Shop.text")).isEqualTo("old name, old text");
        program.heard.failAt(event -> event instanceof Event.Update || event instanceof Event.Live);
        List<Event> events =
                program.edit("failing.Shop", "old name", "new name").live();
        assertThat(events)
                .startsWith(new Event.Update("failing.Shop.name()", 4))
                .filteredOn(Event.Trouble.class::isInstance)
                .singleElement()
                .satisfies(trouble ->
                        assertThat(((Event.Trouble) trouble).text()).contains("Update", "not today", "goes on"));
        assertThat(program.call("failing.Shop.text")).isEqualTo("new name, old text");
        // The first save was dealt with to its end: what it edited is no news to the second one.
        assertThat(program.edit("failing.Shop", "old text", "new text").live())
                .filteredOn(Event.Update.class::isInstance)
                .containsExactly(new Event.Update("failing.Shop.text()", 8));
        assertThat(program.call("failing.Shop.text")).isEqualTo("new name, new text");
    }

    @Test
    void isNotCalledAgainForWhatItThrowsAtTrouble() throws Exception {
        program = LivePrograms.on(Runtime.version().feature()).source(SHOP).start();
        assertThat(program.call("failing.Shop.text")).isEqualTo("old name, old text");
        program.heard.failAt(event -> true);
        program.edit("failing.Shop", "old name", "new name").live();
        program.edit("failing.Shop", "old text", "new text").live();
        assertThat(program.call("failing.Shop.text")).isEqualTo("new name, new text");
    }
}

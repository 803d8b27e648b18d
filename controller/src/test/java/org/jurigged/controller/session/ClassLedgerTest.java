package org.jurigged.controller.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.jurigged.controller.Event;
import org.jurigged.controller.live.AttachedProgram;
import org.jurigged.controller.live.LivePrograms;
import org.jurigged.controller.live.OnEachJdk;
import org.jurigged.controller.target.Target;

/** What is found in a program can't be gone on with: nothing goes live then, which is told at once. */
@OnEachJdk
final class ClassLedgerTest {
    private static final String PRICE = """
            package app;

            public class Price {
                public static String text() {
                    return "old";
                }
            }
            """;

    @Parameter
    int feature;

    private AttachedProgram program;

    @BeforeEach
    void start() throws Exception {
        program = new AttachedProgram(LivePrograms.on(feature).source(PRICE));
        assertThat(program.call("app.Price.text")).isEqualTo("old");
    }

    @AfterEach
    void end() throws Exception {
        program.close();
    }

    private void assertNothingGoesLive(String why) throws Exception {
        program.attach();
        program.await(
                event -> event instanceof Event.Trouble told && told.text().contains(why), "Trouble");
        Event.Refused refused = program.edit("app.Price", "\"old\"", "\"new\"").refused();
        assertThat(refused.code()).isEqualTo("J162");
        assertThat(refused.toString()).contains("app.Price").contains(why);
        assertThat(program.call("app.Price.text")).isEqualTo("old");
    }

    @Test
    void aSessionEndedInTheMiddleOfASave() throws Exception {
        try (Target target = program.connect()) {
            new ClassLedger(target, name -> Optional.empty()).begin(true);
        }
        assertNothingGoesLive("ended in the middle of a save");
    }

    @Test
    void anotherVersionHasEditedTheProgram() throws Exception {
        program.attach();
        program.save(PRICE.replace("\"old\"", "more()")
                        .replace(
                                "    public",
                                "    static String more() {\n        return \"old\";\n    }\n\n    public"))
                .live();
        program.detach();
        program.save(PRICE);
        try (Target target = program.connect()) {
            target.keep(target.classes("java.lang.Object").get(0), Map.of("version", "another"));
        }
        assertNothingGoesLive("another version of jurigged");
    }
}

package org.jurigged.controller.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.jurigged.controller.Event;

/** Resources wait for the user's word as sources do, and go in with them or not at all. */
final class ResourcesOnDemandTest {
    private static final String READER = """
            package res;

            public class Reader {
                public static String exists() {
                    return "one " + (Reader.class.getResource("text.txt") != null);
                }
            }
            """;

    @Test
    void goInWithTheSourcesThatAreSavedWithThemOrNotAtAll() throws Exception {
        LivePrograms made = LivePrograms.on(17)
                .source(READER)
                .set(settings -> settings.onDemand = true)
                .compile();
        // In a project without a build, what is copied already counts.
        Path text = Files.writeString(made.directory.resolve("src/res/text.txt"), "text");
        Path copy = Files.writeString(made.classes().resolve("res/text.txt"), "old");
        try (LiveProgram program = made.start(List.of(made.classes()))) {
            save(program, text, "one +");
            program.session.apply().join();
            assertThat(program.heard.since(0)).anyMatch(Event.CompileFailed.class::isInstance);
            assertThat(copy).hasContent("old");

            int mark = program.heard.mark();
            program.sources.write(READER.replace("one ", "two "));
            program.heard.await(mark, Event.Waiting.class);
            program.session.apply().join();
            assertThat(program.heard.since(mark)).contains(new Event.Resource(text, copy, false));
            assertThat(copy).hasContent("new");
            assertThat(program.call("res.Reader.exists")).isEqualTo("two true");
        }
    }

    private static void save(LiveProgram program, Path text, String code) throws Exception {
        int mark = program.heard.mark();
        Files.writeString(text, "new");
        program.sources.write(READER.replace("\"one \" +", code));
        program.heard.await(
                mark,
                event -> event instanceof Event.Waiting waiting
                        && waiting.files().size() == 2,
                "two files that wait");
    }
}

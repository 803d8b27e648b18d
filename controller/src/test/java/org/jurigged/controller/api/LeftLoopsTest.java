package org.jurigged.controller.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.jurigged.controller.Event;
import org.jurigged.controller.live.OnEachJdk;
import org.jurigged.controller.live.TestJdk;

/** A session of the API that leaves running loops in their old code. */
@OnEachJdk
final class LeftLoopsTest {
    private static final Duration BOUND = Duration.ofSeconds(60);

    private static final String LEFT = """
            import java.nio.file.Files;
            import java.nio.file.Path;
            import java.nio.file.StandardOpenOption;

            public class Left {
                static void turn(Path turns) throws Exception {
                    for (int i = 0; i < 100_000; i++) {
                        Files.writeString(turns, "OLD ", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
                        Thread.sleep(5);
                    }
                }

                public static void main(String[] args) throws Exception {
                    Path turns = Path.of(args[0]);
                    while (!Files.exists(turns.resolveSibling("end"))) {
                        turn(turns);
                    }
                }
            }
            """;

    @TempDir
    Path directory;

    @Parameter
    int feature;

    @Test
    void saysSoAndTheyTurnOn() throws Exception {
        Path source = Files.writeString(directory.resolve("Left.java"), LEFT);
        Path turns = directory.resolve("turns");
        List<Event> events = new CopyOnWriteArrayList<>();
        Launch launch = Launch.of(source.toString(), turns.toString())
                .with(TestJdk.of(feature).home())
                .with(Settings.in(directory).leavingLoops());
        try (Session session = Jurigged.launch(launch)) {
            session.listen(events::add);
            await().atMost(BOUND).until(() -> Files.exists(turns));
            Files.writeString(source, LEFT.replace("OLD", "NEW"));
            await().atMost(BOUND).until(() -> events.stream().anyMatch(Event.Live.class::isInstance));
            assertThat(events)
                    .filteredOn(Event.StillOld.class::isInstance)
                    .singleElement()
                    .satisfies(e -> assertThat(((Event.StillOld) e).fate()).isEqualTo("new code from its next call"));
            int now = Files.readString(turns).length();
            await().atMost(BOUND).until(() -> Files.readString(turns).length() > now + 200);
            assertThat(Files.readString(turns)).doesNotContain("NEW");
            assertThat(events).noneMatch(Event.Moved.class::isInstance);
            session.process().orElseThrow().destroyForcibly();
        }
    }
}

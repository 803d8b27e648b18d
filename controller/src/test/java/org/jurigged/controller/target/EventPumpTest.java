package org.jurigged.controller.target;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a JVM tells is read on when somebody who is told of it fails. */
final class EventPumpTest {
    @TempDir
    Path directory;

    @Test
    void aHandlerThatFailsIsToldOfAndKeepsNoOtherEventFromBeingRead() throws Exception {
        for (String name : List.of("First", "Second")) {
            TalkProgram.compile(
                    TalkProgram.classes(directory),
                    name,
                    "public class " + name + " { public static String text() { return \"" + name + "\"; } }");
        }
        try (TalkProgram program = new TalkProgram(17, directory)) {
            List<String> prepared = new CopyOnWriteArrayList<>();
            program.target.onPrepare(Set.of("made."), name -> {
                prepared.add(name);
                if (name.equals("made.First")) {
                    throw new IllegalStateException("not today");
                }
            });
            assertThat(program.call("made.First.text")).isEqualTo("= First");
            assertThat(program.call("made.Second.text")).isEqualTo("= Second");
            await().atMost(Duration.ofSeconds(30))
                    .untilAsserted(() -> assertThat(prepared).containsExactly("made.First", "made.Second"));
            List<Throwable> failures = new CopyOnWriteArrayList<>();
            program.target.onFailure(failures::add);
            assertThat(failures).singleElement().isInstanceOf(IllegalStateException.class);
            assertThat(program.target.alive()).isTrue();
        }
    }
}

package org.jurigged.controller.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.jurigged.controller.Event;

/** Running loops of every kind go on in new code: every effect once, in order, first by the old code and then by the new. */
final class MovedLoopsTest extends LiveTestCase {
    private static final Duration BOUND = Duration.ofSeconds(60);

    @Override
    LiveProgram start() throws Exception {
        return LivePrograms.on(feature).source(text("Turns"), text("Kinds")).start();
    }

    static String text(String name) throws IOException {
        try (InputStream in = MovedLoopsTest.class.getResourceAsStream("/moves/" + name + ".java")) {
            return new String(Objects.requireNonNull(in, name).readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void ofEveryKind() throws IOException {
        List<String> kinds = List.of(program.call("moves.Kinds.start").split(","));
        for (String kind : kinds) {
            await().atMost(BOUND)
                    .until(() -> program.call("moves.Turns.isWaiting", kind).equals("true"));
        }
        String edited = text("Kinds")
                .replace("OLD", "NEW")
                .replace("i += 1 /* step */", "i += 100")
                .replace("    static void added() {\n", "    static void added() {\n        int more = 7;\n")
                .replace("        int gone = 4;\n", "")
                .replace("            gone++;\n", "")
                .replace("(gone == i + 5)", "true")
                .replace("total", "summed")
                .replace("int wide", "long wide");

        List<Event> events = program.save(edited).live();

        List<Event.StillOld> old = events.stream()
                .filter(Event.StillOld.class::isInstance)
                .map(Event.StillOld.class::cast)
                .toList();
        assertThat(old).isNotEmpty();
        assertThat(old)
                .filteredOn(e -> !e.fate().equals("new code at the next turn of its loop"))
                .extracting(Event.StillOld::method)
                .containsExactly("moves.Kinds.callee(int)");
        moveAll(kinds);
        program.call("moves.Turns.release", String.join(",", kinds), "2000");
        for (String kind : kinds) {
            await().atMost(BOUND).until(() -> said(kind).endsWith("END "));
            assertThat(said(kind).replaceAll("OLD|NEW", "")).as(kind).isEqualTo(expected(kind));
            String order = said(kind)
                    .replaceAll("[^A-Z ]|END", "")
                    .replaceAll(" +", " ")
                    .strip();
            assertThat(order.replace("NEW", "").strip())
                    .as("%s: %s", kind, said(kind))
                    .doesNotContain("NEW");
            assertThat(said(kind)).as(kind).contains("NEW");
        }
        assertThat(moved()).extracting(Event.Moved::method).contains("moves.Kinds.counted(long,double)");
    }

    /** Lets the loops turn one by one, until all have moved. */
    private void moveAll(List<String> kinds) {
        Set<String> waiting = new HashSet<>(kinds);
        await().atMost(BOUND).pollInterval(Duration.ofMillis(50)).untilAsserted(() -> {
            moved().forEach(m -> waiting.remove(m.thread()));
            if (!waiting.isEmpty()) {
                program.call("moves.Turns.turn", String.join(",", waiting));
            }
            assertThat(waiting)
                    .as(() -> "said: " + waiting.stream().map(this::said).toList() + ", events: "
                            + program.heard.since(0))
                    .isEmpty();
        });
    }

    private List<Event.Moved> moved() {
        return program.heard.since(0).stream()
                .filter(Event.Moved.class::isInstance)
                .map(Event.Moved.class::cast)
                .toList();
    }

    private String said(String kind) {
        return program.call("moves.Turns.said", kind);
    }

    /** What a kind says without an edit, or with one from some turn on, if it says the same. */
    private String expected(String kind) {
        return switch (kind) {
            case "step" -> steps();
            default -> reference(kind);
        };
    }

    /** The first turns count one by one, the others by hundreds from there; the old code ends the turn that it began. */
    private String steps() {
        StringBuilder expected = new StringBuilder();
        int i = 0;
        for (String one : said("step").split(" ")) {
            expected.append(one.equals("END") ? one : i).append(' ');
            i += one.startsWith("OLD") ? 1 : 100;
        }
        return expected.toString();
    }

    private String reference(String kind) {
        program.call("moves.Kinds.again", kind);
        await().atMost(BOUND).until(() -> said("again-" + kind).endsWith("END "));
        return said("again-" + kind).replaceAll("OLD|NEW", "");
    }
}

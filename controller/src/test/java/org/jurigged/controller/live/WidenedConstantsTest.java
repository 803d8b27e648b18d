package org.jurigged.controller.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.jurigged.controller.Event;

/**
 * A JVM that redefines a class keeps its constants and puts the new ones behind them, and widens each {@code ldc} of one that
 * comes to stand beyond 255: its code is longer then than what it was given.
 */
final class WidenedConstantsTest extends LiveTestCase {
    private static final Duration BOUND = Duration.ofSeconds(60);
    private static final int EDITS = 4;

    /** One more constant before the loop, and one more in it, for each of them. */
    private static final String WIDE = """
            package moves;

            public class Wide {
                public static String start() {
                    Turns.start("wide", Wide::go);
                    return "";
                }

                public static String again() {
                    Turns.start("again", Wide::go);
                    return "";
                }

                static void go() {
                    String first = "first v0:";
                    String second = "second v0:";
                    Turns.say(first);
                    for (int i = 0; ; i++) {
                        Turns.pass();
                        Turns.say("before v0:" + i);
                        for (int j = 0; j < 2; j++) {
                            Turns.pass();
                            String third = "inner v0:";
                            Turns.say(third);
                            Turns.say("loop v0:" + i + "." + j);
                        }
                    }
                }

                static String[] many() {
                    return new String[] {%s};
                }
            }
            """.formatted(
            IntStream.range(0, 400).mapToObj(i -> "\"constant " + i + "\"").collect(Collectors.joining(", ")));

    @Override
    LiveProgram start() throws Exception {
        return LivePrograms.on(feature)
                .source(MovedLoopsTest.text("Turns"), WIDE)
                .start();
    }

    @Test
    void keepNoLoopFromMovingFromEditToEdit() {
        program.call("moves.Wide.start");
        String text = WIDE;
        for (int version = 1; version <= EDITS; version++) {
            awaitWaiting();
            int mark = program.heard.mark();
            text = text.replace("v" + (version - 1) + ":", "v" + version + ":");
            List<Event> events = program.save(text).live();
            assertThat(fates(events))
                    .as("version %d: %s", version, events)
                    .containsOnly("new code at the next turn of its loop");
            String wanted = "loop v" + version + ":";
            await().atMost(BOUND).pollInterval(Duration.ofMillis(20)).until(() -> {
                program.call("moves.Turns.turn", "wide");
                return said().contains(wanted);
            });
            assertThat(program.heard.since(mark)).anyMatch(Event.Moved.class::isInstance);
        }
        assertInOrder(said());
    }

    /** Each turn of the inner loop once, in order, whichever code it ran. */
    private static void assertInOrder(String said) {
        List<String> turns = List.of(said.split("loop v[0-9]:"));
        for (int i = 1; i < turns.size(); i++) {
            assertThat(turns.get(i)).as("turn %d of %s", i, said).startsWith((i - 1) / 2 + "." + (i - 1) % 2 + " ");
        }
    }

    private static List<String> fates(List<Event> events) {
        return events.stream()
                .filter(Event.StillOld.class::isInstance)
                .map(event -> ((Event.StillOld) event).fate())
                .toList();
    }

    private void awaitWaiting() {
        await().atMost(BOUND)
                .until(() -> program.call("moves.Turns.isWaiting", "wide").equals("true"));
    }

    private String said() {
        return program.call("moves.Turns.said", "wide");
    }

    /** It knows what the JVM was given by the first one, and not that it was laid out otherwise for it: the loop stays. */
    @Test
    void areNotTakenByALaterSessionForWhatTheJvmWasGiven() throws Exception {
        try (AttachedProgram attached =
                new AttachedProgram(LivePrograms.on(feature).source(MovedLoopsTest.text("Turns"), WIDE))) {
            attached.call("moves.Wide.start");
            String first = WIDE.replace("v0:", "v1:");
            attached.attach().save(first).live();
            turn(attached, "loop v1:0.1");
            attached.detach().attach();

            List<Event> events = attached.save(first.replace("v1:", "v2:")).live();

            assertThat(fates(events)).containsExactly("new code from its next call");
            turn(attached, "loop v1:2.1");
            assertThat(attached.told()).noneMatch(Event.Moved.class::isInstance);
            assertInOrder(attached.call("moves.Turns.said", "wide"));
            attached.call("moves.Wide.again");
            await().atMost(BOUND)
                    .until(() -> attached.call("moves.Turns.said", "again").equals("first v2: "));
        }
    }

    private static void turn(AttachedProgram attached, String until) {
        await().atMost(BOUND).pollInterval(Duration.ofMillis(20)).until(() -> {
            attached.call("moves.Turns.turn", "wide");
            return attached.call("moves.Turns.said", "wide").contains(until);
        });
    }
}

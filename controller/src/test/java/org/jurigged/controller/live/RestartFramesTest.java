package org.jurigged.controller.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.jurigged.controller.Event;
import org.jurigged.controller.session.FrameOptions;

/** With --restart-frames, calls that would end in old code begin again, where they can, and where their loop doesn't move. */
final class RestartFramesTest extends LiveTestCase {
    private static final Duration BOUND = Duration.ofSeconds(60);

    private static final String JOBS = """
            package moves;

            public class Jobs {
                public static String start() {
                    Turns.start("job", () -> job(4));
                    Turns.start("loop", () -> loop());
                    Turns.start("deep", () -> outer());
                    Turns.start("held", () -> held(2));
                    return "";
                }

                static void job(int number) {
                    Turns.say("OLDjob" + number);
                    Turns.pass();
                    Turns.say("OLDdone");
                }

                static void loop() {
                    Turns.say("OLDloop");
                    for (int i = 0; i < 1000; i++) {
                        Turns.pass();
                        Turns.say("OLD" + i);
                    }
                }

                static void outer() {
                    Turns.say("OLDouter");
                    inner();
                }

                static void inner() {
                    Turns.say("OLDinner");
                    Turns.pass();
                }

                static synchronized void held(int number) {
                    Turns.say("OLDheld");
                    below(number);
                    Turns.say("OLDleft");
                }

                static void below(int number) {
                    Turns.say("OLDbelow" + number);
                    Turns.pass();
                }
            }
            """;

    @Override
    LiveProgram start() throws Exception {
        return LivePrograms.on(feature)
                .set(s -> s.frames = new FrameOptions(true, true))
                .source(MovedLoopsTest.text("Turns"), JOBS)
                .start();
    }

    @Test
    void beginAgainWithEachSave() throws Exception {
        List<String> all = List.of("job", "loop", "deep", "held");
        program.call("moves.Jobs.start");
        all.forEach(thread -> await().atMost(BOUND)
                .until(() -> program.call("moves.Turns.isWaiting", thread).equals("true")));
        program.save(JOBS.replace("OLD", "NEW")).live();
        program.session.done().get();
        program.heard.await(
                0,
                e -> e instanceof Event.StillOld s
                        && s.fate().startsWith("new code from its next call; it can't begin again: it holds a monitor"),
                "a reason");
        for (String thread : all) {
            program.call("moves.Turns.release", thread, "1");
            await().atMost(BOUND)
                    .until(() -> program.call("moves.Turns.isWaiting", thread).equals("true"));
        }
        awaitSaid("job", "OLDjob4 NEWjob4 ");
        awaitSaid("deep", "OLDouter OLDinner NEWouter NEWinner ");
        awaitSaid("held", "OLDheld OLDbelow2 NEWbelow2 ");
        awaitSaid("loop", "OLDloop OLD0 ");
        program.call("moves.Turns.release", String.join(",", all), "1");
        awaitSaid("job", "OLDjob4 NEWjob4 NEWdone END ");
        awaitSaid("held", "OLDheld OLDbelow2 NEWbelow2 OLDleft END ");
        awaitSaid("loop", "OLDloop OLD0 NEW1 ");
        assertThat(program.heard.since(0))
                .filteredOn(Event.Restarted.class::isInstance)
                .extracting(e -> ((Event.Restarted) e).method())
                .containsExactlyInAnyOrder("moves.Jobs.job(int)", "moves.Jobs.outer()", "moves.Jobs.below(int)");
    }

    private void awaitSaid(String thread, String said) {
        await().atMost(BOUND)
                .untilAsserted(() ->
                        assertThat(program.call("moves.Turns.said", thread)).isEqualTo(said));
    }
}

package org.jurigged.controller.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.jurigged.controller.Event;

/** Running methods begin again with their arguments, on the new code, or stay and say why. */
final class RestartsTest extends LiveTestCase {
    private static final Duration BOUND = Duration.ofSeconds(60);

    private static final String WORK = """
            package moves;

            public class Work {
                public static String start() {
                    Turns.start("plain", () -> plain("p", 7));
                    Turns.start("locked", () -> locked());
                    Turns.start("counting", () -> counting(3));
                    Turns.start("edited", () -> edited(5));
                    return "plain,locked,counting,edited";
                }

                static void plain(String text, long number) {
                    Turns.say("begins" + text + number);
                    inner();
                    Turns.say("OLD");
                }

                static void inner() {
                    Turns.pass();
                }

                static synchronized void locked() {
                    inner();
                }

                static void counting(int left) {
                    left--;
                    inner();
                    Turns.say("left" + left);
                }

                static void edited(int number) {
                    Turns.say("ran" + number);
                    inner();
                    Turns.say("OLD" + number);
                }
            }
            """;

    @Override
    LiveProgram start() throws Exception {
        return LivePrograms.on(feature)
                .source(MovedLoopsTest.text("Turns"), WORK)
                .start();
    }

    @Test
    void onTheNewCodeOrStayAndSayWhy() throws Exception {
        for (String thread : program.call("moves.Work.start").split(",")) {
            await().atMost(BOUND)
                    .until(() -> program.call("moves.Turns.isWaiting", thread).equals("true"));
        }
        List<Event> events = program.save(WORK.replace("\"OLD\"", "\"NEW\"")
                        .replace("\"OLD\" +", "\"NEW\" +")
                        .replace("\"ran\"", "\"runs\""))
                .live();
        assertThat(events)
                .filteredOn(Event.StillOld.class::isInstance)
                .extracting(e -> ((Event.StillOld) e).fate())
                .containsOnly("new code from its next call");

        var edited = restart("edited", "");
        program.call("moves.Turns.release", "edited", "1");
        assertThat(edited.get(60, java.util.concurrent.TimeUnit.SECONDS))
                .singleElement()
                .asString()
                .startsWith("+ moves.Work.edited(int) in thread \"edited\"");
        await().atMost(BOUND)
                .until(() -> program.call("moves.Turns.said", "edited").equals("ran5 runs5 "));
        program.call("moves.Turns.release", "edited", "1");
        await().atMost(BOUND)
                .until(() -> program.call("moves.Turns.said", "edited").equals("ran5 runs5 NEW5 END "));
        program.heard.await(0, e -> e instanceof Event.Restarted r && r.thread().equals("edited"), "restart");

        assertThat(restart("Work.locked", "locked").get())
                .singleElement()
                .asString()
                .startsWith("- ")
                .contains("monitor");
        assertThat(restart("Work.counting", "").get())
                .singleElement()
                .asString()
                .startsWith("- ")
                .contains("parameter left");
        assertThatThrownBy(() -> restart("nowhere", "").get()).hasMessageContaining("method of the project");
        program.call("moves.Turns.release", "plain,locked,counting", "9");
        await().atMost(BOUND)
                .until(() -> program.call("moves.Turns.said", "plain").equals("beginsp7 OLD END "));
    }

    private java.util.concurrent.CompletableFuture<List<String>> restart(String method, String thread) {
        return program.session.restart(program.launched.process().pid(), method, thread);
    }
}

package org.jurigged.controller.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.Test;
import org.jurigged.controller.Event;

/** Running methods begin again with their arguments, on the new code, or stay and say why. */
final class RestartsTest extends LiveTestCase {
    private static final Duration BOUND = Duration.ofSeconds(60);

    private static final String NAMES =
            "plain,edited,block,locked,counting,moved,loop,inside,each,twin-1,twin-2,direct";

    private static final String WORK = """
            package moves;

            import java.util.List;

            public class Work {
                static final Object LOCK = new Object();

                public static String start() {
                    Turns.start("plain", () -> plain("p", 7));
                    Turns.start("edited", () -> edited(5, 0.5, "five"));
                    Turns.start("block", () -> block());
                    Turns.start("locked", () -> locked());
                    Turns.start("counting", () -> counting(3));
                    Turns.start("moved", () -> moved(100));
                    Turns.start("loop", () -> loop(8));
                    Turns.start("inside", () -> inside());
                    Turns.start("each", () -> each());
                    Turns.start("twin-1", () -> twin());
                    Turns.start("twin-2", () -> twin());
                    Thread direct = new Direct();
                    direct.setDaemon(true);
                    direct.start();
                    return "";
                }

                static void plain(String text, long number) {
                    Turns.say("begins" + text + number);
                    inner();
                    Turns.say("OLD");
                }

                static void inner() {
                    Turns.pass();
                }

                static void edited(int number, double half, String text) {
                    Turns.say("OLDran" + number + half + text);
                    inner();
                    Turns.say("OLD" + number + half + text);
                }

                static void block() {
                    synchronized (LOCK) {
                        inner();
                    }
                }

                static synchronized void locked() {
                    inner();
                }

                static void counting(int left) {
                    left--;
                    inner();
                    Turns.say("left" + left);
                }

                static void moved(int left) {
                    while (true) {
                        Turns.pass();
                        left--; // old
                        Turns.say("OLD" + left);
                    }
                }

                static void loop(int from) {
                    Turns.say("OLDbegins");
                    for (int i = from; i < 1000; i++) {
                        Turns.pass();
                        Turns.say("OLD" + i);
                    }
                }

                static void inside() {
                    for (int i = 0; i < 1000; i++) {
                        turn(i);
                        Turns.say("OLDturn" + i);
                    }
                }

                static void turn(int i) {
                    Turns.say("OLDenters" + i);
                    Turns.pass();
                    Turns.say("OLDleaves" + i);
                }

                static void each() {
                    Turns.say("OLDeach");
                    List.of(1, 2).forEach(n -> {
                        Turns.pass();
                        Turns.say("each" + n);
                    });
                    Turns.say("OLDdone");
                }

                static void twin() {
                    Turns.say("OLDtwin");
                    inner();
                }

                static class Direct extends Thread {
                    Direct() {
                        super("direct");
                    }

                    @Override
                    public void run() {
                        Turns.pass();
                    }
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
        program.call("moves.Work.start");
        for (String thread : NAMES.split(",")) {
            awaitWaiting(thread);
        }
        CompletableFuture<String> patient = restart("plain", "");
        program.save(WORK.replace("OLD", "NEW").replace("        left--; // old\n", ""))
                .live();

        refuses("Work.locked", "locked").hasMessageContaining("locked()").hasMessageContaining("monitor");
        refuses("Work.block", "").hasMessageContaining("monitor");
        refuses("Work.counting", "").hasMessageContaining("its parameter left");
        refuses("Direct.run", "").hasMessageContaining("the JVM itself or native code has called it");
        refuses("nowhere", "").hasMessageContaining("No thread runs a method of the project");
        refuses("plain", "twin-1").hasMessageContaining("Thread \"twin-1\" isn't there, or runs no method");
        refuses("twin", "").hasMessageContaining("runs in 2 threads: \"twin-1\", \"twin-2\"");
        refuses("Work.", "edited")
                .hasMessageContaining("several methods that run: ")
                .hasMessageContaining("edited(");
        refuses("Work.edited", "plain").hasMessageContaining("no method of the project with 'Work.edited'");

        restarts("edited", "edited", "OLDran50.5five ", "NEWran50.5five ");
        releaseUntil("edited", "OLDran50.5five NEWran50.5five NEW50.5five END ");
        restarts("twin", "twin-2", "OLDtwin ", "NEWtwin ");
        assertThat(said("twin-1")).isEqualTo("OLDtwin ");

        restarts("loop", "loop", "OLDbegins ", "NEWbegins ");
        releaseUntil("loop", "OLDbegins NEWbegins NEW8 ");
        restarts("turn", "inside", "OLDenters0 ", "NEWenters0 ");
        awaitSaid("inside", "OLDenters0 NEWenters0 ");
        releaseUntil("inside", "OLDenters0 NEWenters0 NEWleaves0 OLDturn0 NEWenters1 ");
        program.heard.await(0, e -> e instanceof Event.Moved m && m.thread().equals("inside"), "move");

        CompletableFuture<String> each = restart("Work.each", "");
        awaitBegun();
        releaseUntil("each", "OLDeach each1 ");
        assertThat(each).isNotDone();
        release("each");
        assertThat(each.get()).startsWith("moves.Work.each()");
        awaitSaid("each", "OLDeach each1 each2 NEWeach ");

        releaseUntil("moved", "OLD99 ");
        program.heard.await(0, e -> e instanceof Event.Moved m && m.thread().equals("moved"), "move");
        releaseUntil("moved", "OLD99 NEW99 ");
        refuses("Work.moved", "").hasMessageContaining("its parameter left");

        assertThatThrownBy(patient::get)
                .hasMessageContaining("java.util.concurrent.Semaphore.acquireUninterruptibly")
                .hasMessageContaining("after 10 seconds");
        assertThat(program.heard.since(0))
                .filteredOn(Event.Restarted.class::isInstance)
                .extracting(e -> ((Event.Restarted) e).thread())
                .containsExactlyInAnyOrder("edited", "twin-2", "loop", "inside", "each");
        releaseUntil("plain", "beginsp7 OLD END ");
        assertThat(program.session.frames(pid(), "").get())
                .noneMatch(f -> f.thread().equals("plain"));
    }

    /** Begins to restart a method that waits in a library, and lets it come back from there. */
    private void restarts(String method, String thread, String before, String after) throws Exception {
        CompletableFuture<String> restarted = restart(method, thread);
        awaitSaid(thread, before);
        awaitBegun();
        release(thread);
        assertThat(restarted.get())
                .contains(method)
                .contains("in thread \"" + thread + "\"")
                .contains("done again");
        awaitSaid(thread, before + after);
        awaitWaiting(thread);
    }

    /** The thread is watched from now on. */
    private void awaitBegun() throws Exception {
        program.session.done().get();
    }

    private void awaitWaiting(String thread) {
        await().atMost(BOUND)
                .until(() -> program.call("moves.Turns.isWaiting", thread).equals("true"));
    }

    private AbstractThrowableAssert<?, ? extends Throwable> refuses(String method, String thread) {
        return assertThatThrownBy(() -> restart(method, thread).get());
    }

    private void releaseUntil(String thread, String said) {
        release(thread);
        awaitSaid(thread, said);
    }

    private void awaitSaid(String thread, String said) {
        await().atMost(BOUND).untilAsserted(() -> assertThat(said(thread)).isEqualTo(said));
    }

    private void release(String thread) {
        program.call("moves.Turns.release", thread, "1");
    }

    private String said(String thread) {
        return program.call("moves.Turns.said", thread);
    }

    private CompletableFuture<String> restart(String method, String thread) {
        return program.session.restart(pid(), method, thread);
    }

    private long pid() {
        return program.launched.process().pid();
    }
}

package org.jurigged.controller.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.jurigged.controller.Event;

/** Frames that go on in old code are told, with method, line and thread. */
final class OldFramesTest extends LiveTestCase {
    private static final String LOOP = """
            package frames;

            public class Loop {
                static volatile boolean stop;
                static volatile String seen = "";

                static void spin() {
                    while (!stop) {
                        Pause.pause();
                        seen = "old";
                    }
                }

                public static String start(String name) throws Exception {
                    stop = false;
                    return Pause.start(name, Loop::spin);
                }

                public static String stop() {
                    stop = true;
                    return "stopped";
                }

                public static String seen() {
                    return seen;
                }
            }
            """;

    private static final String PAUSE = """
            package frames;

            public class Pause {
                static volatile int pauses;

                static void pause() {
                    pauses++;
                    try {
                        Thread.sleep(1);
                    } catch (InterruptedException e) {
                        throw new IllegalStateException(e);
                    }
                }

                static String start(String name, Runnable body) throws Exception {
                    int before = pauses;
                    Thread thread = new Thread(body, name);
                    thread.setDaemon(true);
                    thread.start();
                    while (pauses == before) {
                        Thread.sleep(1);
                    }
                    return name;
                }
            }
            """;

    private static final String GROUP = """
            package frames;

            import java.util.concurrent.CountDownLatch;

            public class Group {
                static final CountDownLatch OPEN = new CountDownLatch(1);
                static final CountDownLatch IN = new CountDownLatch(3);
                static final CountDownLatch OUT = new CountDownLatch(3);
                static volatile String last = "none";

                static void wait(String text) {
                    IN.countDown();
                    try {
                        OPEN.await();
                    } catch (InterruptedException e) {
                        throw new IllegalStateException(e);
                    }
                    last = "old " + text;
                    OUT.countDown();
                }

                static void other() {
                    last = "other";
                }

                public static String enter() throws Exception {
                    for (int i = 1; i <= 3; i++) {
                        Thread thread = new Thread(() -> wait("text"), "waiting-" + i);
                        thread.setDaemon(true);
                        thread.start();
                    }
                    IN.await();
                    return "in";
                }

                public static String leave() throws Exception {
                    OPEN.countDown();
                    OUT.await();
                    return last;
                }

                public static String again() {
                    wait("again");
                    return last;
                }
            }
            """;

    private static final String HELD = """
            package frames;

            import java.util.concurrent.CountDownLatch;

            public class Held {
                static final CountDownLatch OPEN = new CountDownLatch(1);
                static final CountDownLatch IN = new CountDownLatch(1);
                static volatile int last = -1;

                // above
                static void hold(int depth) throws InterruptedException {
                    if (depth > 0) {
                        hold(depth - 1);
                    } else {
                        IN.countDown();
                        OPEN.await();
                    }
                    last = 0;
                }

                public static int last() {
                    return last;
                }

                public static String enter() throws Exception {
                    Thread thread = new Thread(
                            () -> {
                                try {
                                    hold(1);
                                } catch (InterruptedException e) {
                                    throw new IllegalStateException(e);
                                }
                            },
                            "held");
                    thread.setDaemon(true);
                    thread.start();
                    IN.await();
                    return "in";
                }

                public static String leave() {
                    OPEN.countDown();
                    return "out";
                }
            }
            """;

    @Override
    LiveProgram start() throws Exception {
        return LivePrograms.on(feature).source(LOOP, PAUSE, GROUP, HELD).start();
    }

    private static List<Event.StillOld> stillOld(List<Event> events) {
        return events.stream()
                .filter(Event.StillOld.class::isInstance)
                .map(Event.StillOld.class::cast)
                .toList();
    }

    @Test
    void ofARunningLoopAreTold() {
        assertThat(program.call("frames.Loop.start", "looper")).isEqualTo("looper");
        List<Event> events = program.edit("frames.Loop", "\"old\"", "\"new\"").live();
        // It may have moved by the time that the threads are looked at, and is not told to be old then.
        assertThat(stillOld(events)).hasSizeLessThan(2).allSatisfy(old -> {
            assertThat(old.method()).isEqualTo("frames.Loop.spin()");
            assertThat(old.line()).isBetween(8, 10);
            assertThat(old.threads()).containsExactly("looper");
            assertThat(old.fate()).isEqualTo("new code at the next turn of its loop");
        });
        program.heard.await(0, Event.Moved.class::isInstance, "moved loop");
        await().until(() -> program.call("frames.Loop.seen").equals("new"));
        program.call("frames.Loop.stop");
        program.call("frames.Loop.start", "second");
        await().until(() -> program.call("frames.Loop.seen").equals("new"));
        program.call("frames.Loop.stop");
    }

    @Test
    void areToldByTheLinesOfTheirOwnCodeHoweverManyEditsCameSince() {
        assertThat(program.call("frames.Held.enter")).isEqualTo("in");
        int inner = program.line("frames.Held", "OPEN.await();");
        int outer = program.line("frames.Held", "hold(depth - 1);");
        for (int i = 1; i <= 6; i++) {
            String later =
                    HELD.replace("// above", "// above" + "\n".repeat(i)).replace("last = 0;", "last = " + i + ";");
            List<Event> events = program.save(later).live();
            assertThat(stillOld(events))
                    .as("edit %d", i)
                    .containsExactlyInAnyOrder(
                            new Event.StillOld(
                                    "frames.Held.hold(int)", inner, List.of("held"), "new code from its next call"),
                            new Event.StillOld(
                                    "frames.Held.hold(int)", outer, List.of("held"), "new code from its next call"));
        }
        assertThat(program.call("frames.Held.leave")).isEqualTo("out");
        await().until(() -> program.call("frames.Held.last").equals("0"));
        List<Event> events =
                program.save(HELD.replace("last = 0;", "last = 7;")).live();
        assertThat(stillOld(events)).isEmpty();
    }

    @Test
    void ofSeveralThreadsAreGroupedAndGoOnInOldCode() {
        assertThat(program.call("frames.Group.enter")).isEqualTo("in");
        List<Event> events =
                program.edit("frames.Group", "\"other\"", "\"another\"").live();
        assertThat(stillOld(events)).as("frames in methods that did not change").isEmpty();

        int line = program.line("frames.Group", "OPEN.await();");
        events = program.edit("frames.Group", "\"old \"", "\"new \"").live();
        assertThat(stillOld(events))
                .containsExactly(new Event.StillOld(
                        "frames.Group.wait(String)",
                        line,
                        List.of("waiting-1", "waiting-2", "waiting-3"),
                        "new code from its next call"));
        assertThat(program.call("frames.Group.leave")).isEqualTo("old text");
        assertThat(program.call("frames.Group.again")).isEqualTo("new again");
        events = program.edit("frames.Group", "\"new \"", "\"newer \"").live();
        assertThat(stillOld(events)).isEmpty();
    }
}

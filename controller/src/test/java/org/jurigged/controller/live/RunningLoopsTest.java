package org.jurigged.controller.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.jurigged.controller.Event;

/** What becomes of running loops beside those that just move, see {@link MovedLoopsTest}. */
final class RunningLoopsTest extends LiveTestCase {
    private static final Duration BOUND = Duration.ofSeconds(60);
    /** One frame moves at a time; where another does, the next turn will do. */
    private static final int AT_ONCE = 20;

    private static final String NEXT_TURN = "new code at the next turn of its loop";
    private static final String STAYS = "new code from its next call; its loop can't move: ";

    private static final String STAYING = """
            package moves;

            public class Staying {
                static final Object LOCK = new Object();

                public static String start() {
                    Turns.start("stack", () -> stack(1));
                    Turns.start("block", () -> block());
                    Turns.start("synchronized", () -> locked());
                    Turns.start("gone", () -> gone());
                    Turns.start("constructor", () -> new Staying());
                    Turns.start("caught", () -> caught());
                    Direct direct = new Direct();
                    direct.setDaemon(true);
                    direct.start();
                    return "stack,block,synchronized,gone,constructor,caught,direct";
                }

                static void stack(int one) {
                    int sum = twice(one)
                            + switch (one) {
                                default -> {
                                    int inner = 0;
                                    for (int i = 0; i < 2; i++) {
                                        Turns.pass();
                                        Turns.say("OLD" + i);
                                        inner += i;
                                    }
                                    yield inner;
                                }
                            };
                    Turns.say("sum" + sum);
                }

                static int twice(int one) {
                    return one + one;
                }

                static void block() {
                    synchronized (LOCK) {
                        for (int i = 0; i < 2; i++) {
                            Turns.pass();
                            Turns.say("OLD" + i);
                        }
                    }
                }

                static synchronized void locked() {
                    for (int i = 0; i < 2; i++) {
                        Turns.pass();
                        Turns.say("OLD" + i);
                    }
                }

                static void gone() {
                    for (int i = 0; i < 2; i++) { // gone
                        Turns.pass();
                        Turns.say("OLD" + i);
                    } // gone
                }

                static void caught() {
                    try { // gone
                        for (int i = 0; i < 2; i++) {
                            Turns.pass();
                            Turns.say("OLD" + i);
                        }
                    } finally { // gone
                        Turns.say("finally"); // gone
                    } // gone
                }

                Staying() {
                    for (int i = 0; i < 2; i++) {
                        Turns.pass();
                        Turns.say("OLD" + i);
                    }
                }

                static class Direct extends Thread {
                    Direct() {
                        super("direct");
                    }

                    @Override
                    public void run() {
                        for (int i = 0; i < 2; i++) {
                            Turns.pass();
                            Turns.say("OLD" + i);
                        }
                        Turns.say("END");
                    }
                }
            }
            """;

    private static final String ROW = loop("Row", "row");
    private static final String MANY = loop("Many", "many");

    private static final String ADDED = """
            package moves;

            public class Added {
                public static String start() {
                    Turns.start("added", () -> go());
                    return "";
                }

                static void go() {
                    Turns.say("none");
                }
            }
            """;

    private static final String VIRTUAL = """
            package moves;

            public class Virtual {
                public static String start() throws Exception {
                    Runnable run = () -> {
                        Thread.currentThread().setName("virtual");
                        loop();
                    };
                    Thread.class.getMethod("startVirtualThread", Runnable.class).invoke(null, run);
                    return "";
                }

                static void loop() {
                    for (int i = 0; i < 3; i++) {
                        Turns.pass();
                        Turns.say("OLD" + i);
                    }
                }
            }
            """;

    private static String loop(String type, String method) {
        return """
            package moves;

            public class %1$s {
                public static String start(String names) {
                    for (String name : names.split(",")) {
                        Turns.start(name, () -> %2$s());
                    }
                    return "";
                }

                static void %2$s() {
                    int i = 0;
                    while (i < 1000) {
                        Turns.pass();
                        Turns.say("v0:" + i);
                        i++;
                    }
                }
            }
            """.formatted(type, method);
    }

    @Override
    LiveProgram start() throws Exception {
        return LivePrograms.on(feature)
                .source(MovedLoopsTest.text("Turns"), STAYING, ROW, MANY, ADDED, VIRTUAL)
                .start();
    }

    @Test
    void thatCannotMoveEndInTheOldCodeAndSayWhy() {
        List<String> all = List.of(program.call("moves.Staying.start").split(","));
        all.forEach(this::awaitWaiting);
        int mark = program.heard.mark();
        String edited = STAYING.replace("OLD", "NEW")
                .lines()
                .filter(line -> !line.contains("// gone"))
                .collect(Collectors.joining("\n"));
        // Without its loop, the method has no i.
        edited = edited.replaceFirst("(void gone\\(\\) \\{\\s+Turns.pass\\(\\);\\s+Turns.say\\(\"NEW\") \\+ i", "$1");
        List<Event> events = program.save(edited + "\n").live();
        assertThat(fate(events, "stack")).isEqualTo(STAYS + "something is on the operand stack when a turn begins");
        assertThat(fate(events, "block")).isEqualTo(STAYS + "it holds a monitor");
        assertThat(fate(events, "synchronized")).isEqualTo(STAYS + "it holds a monitor");
        assertThat(fate(events, "gone")).isEqualTo(STAYS + "the new code has no such loop");
        assertThat(fate(events, "constructor"))
                .isEqualTo(STAYS + "a constructor can't be entered behind its call of another one");
        assertThat(fate(events, "caught"))
                .isEqualTo(STAYS + "what is done at the end of a try around it is new, or gone");
        assertThat(fate(events, "direct")).isEqualTo(STAYS + "the JVM itself or native code has called it");
        program.call("moves.Turns.release", String.join(",", all), "10");
        all.forEach(thread -> await().atMost(BOUND).until(() -> said(thread).endsWith("END ")));
        assertThat(all)
                .allSatisfy(thread -> assertThat(said(thread))
                        .as(thread)
                        .startsWith("OLD0 OLD1 ")
                        .doesNotContain("NEW"));
        assertThat(said("stack")).contains("sum3");
        assertThat(said("caught")).contains("finally");
        assertThat(program.heard.since(mark)).noneMatch(e -> e instanceof Event.Moved m && all.contains(m.thread()));
    }

    @Test
    void moveWithEachOfSeveralEdits() {
        program.call("moves.Row.start", "row");
        awaitWaiting("row");
        for (int edit = 1; edit <= 4; edit++) {
            String text = ROW.replace("v0:", "v" + edit + ":");
            List<Event> events = program.save(text).live();
            assertThat(fate(events, "row")).isEqualTo(NEXT_TURN);
            if (edit == 2) {
                // Not let on before the next one, which takes its place.
                continue;
            }
            moveAll(List.of("row"), edit);
        }
        assertInOrder("row", List.of("v0", "v1", "v3", "v4"));
    }

    @Test
    void moveInManyThreads() {
        List<String> threads =
                IntStream.range(0, 200).mapToObj(i -> "worker-" + i).toList();
        program.call("moves.Many.start", String.join(",", threads));
        awaitWaiting(String.join(",", threads));
        List<Event> events = program.save(MANY.replace("v0:", "v1:")).live();
        assertThat(events)
                .filteredOn(e -> e instanceof Event.StillOld old && old.method().contains("many"))
                .singleElement()
                .satisfies(e -> {
                    Event.StillOld old = (Event.StillOld) e;
                    assertThat(old.threads()).hasSize(200).containsAll(threads);
                    assertThat(old.fate()).isEqualTo(NEXT_TURN);
                });
        moveAll(threads, 1);
        program.call("moves.Turns.release", String.join(",", threads), "1");
        await().atMost(BOUND).until(() -> threads.stream().allMatch(t -> said(t).contains("v1:")));
        threads.forEach(thread -> assertInOrder(thread, List.of("v0", "v1")));
    }

    @Test
    void ofMembersThatAnEditAddedMoveToo() {
        String added = ADDED.replace("Turns.say(\"none\");\n    }", """
            added(2);
                }

                static void added(int from) {
                    for (int i = from; i < 1000; i++) {
                        Turns.pass();
                        Turns.say("v0:" + (i - from));
                    }
                }""");
        program.save(added).live();
        program.call("moves.Added.start");
        awaitWaiting("added");
        for (int edit = 1; edit < 3; edit++) {
            List<Event> events =
                    program.save(added.replace("v0:", "v" + edit + ":")).live();
            assertThat(fate(events, "added")).isEqualTo(NEXT_TURN);
            moveAll(List.of("added"), edit);
        }
        assertInOrder("added", List.of("v0", "v1", "v2"));
        assertThat(program.heard.since(0))
                .anyMatch(e -> e instanceof Event.Moved m && m.method().equals("moves.Added.added(int)"));
    }

    @Test
    void ofVirtualThreadsEndInTheOldCodeAndTheSessionSaysThatItDoesNotSeeThem() {
        if (program.call("moves.Virtual.start").contains("NoSuchMethodException")) {
            int mark = program.heard.mark();
            program.save(VIRTUAL.replace("OLD", "NEW")).settled();
            assertThat(program.heard.since(mark)).noneMatch(RunningLoopsTest::isOfVirtualThreads);
            return;
        }
        awaitWaiting("virtual");
        program.save(VIRTUAL.replace("OLD", "NEW")).settled();
        assertThat(program.heard.await(0, RunningLoopsTest::isOfVirtualThreads, "word of virtual threads"))
                .filteredOn(RunningLoopsTest::isOfVirtualThreads)
                .hasSize(1);
        program.call("moves.Turns.release", "virtual", "3");
        await().atMost(BOUND).until(() -> said("virtual").equals("OLD0 OLD1 OLD2 "));
        program.call("moves.Virtual.start");
        program.call("moves.Turns.release", "virtual", "3");
        await().atMost(BOUND).until(() -> said("virtual").equals("OLD0 OLD1 OLD2 NEW0 NEW1 NEW2 "));
    }

    private static boolean isOfVirtualThreads(Event event) {
        return event instanceof Event.Note note && note.text().startsWith("Virtual threads run in ");
    }

    /** Every turn once, in order, and the versions of the code in theirs. */
    private void assertInOrder(String thread, List<String> versions) {
        List<String> seen = new ArrayList<>();
        int turn = 0;
        for (String one : said(thread).strip().split(" ")) {
            String[] parts = one.split(":");
            if (seen.isEmpty() || !seen.get(seen.size() - 1).equals(parts[0])) {
                seen.add(parts[0]);
            }
            assertThat(parts[1]).as(thread).isEqualTo(Integer.toString(turn));
            turn++;
        }
        assertThat(seen).as(thread).isEqualTo(versions);
    }

    private static String fate(List<Event> events, String thread) {
        return events.stream()
                .filter(e -> e instanceof Event.StillOld old && old.threads().contains(thread))
                .map(e -> ((Event.StillOld) e).fate())
                .collect(Collectors.joining(" | "));
    }

    /** Lets loops turn one by one until all have moved once more, and have turned in the new code. */
    private void moveAll(List<String> threads, int version) {
        Set<String> waiting = new LinkedHashSet<>(threads);
        await().atMost(BOUND).pollInterval(Duration.ofMillis(20)).until(() -> {
            List<String> some = waiting.stream().limit(AT_ONCE).toList();
            some.stream()
                    .filter(thread -> said(thread).contains("v" + version + ":"))
                    .forEach(waiting::remove);
            if (!some.isEmpty()) {
                program.call("moves.Turns.release", String.join(",", some), "1");
            }
            return waiting.isEmpty();
        });
    }

    private void awaitWaiting(String threads) {
        await().atMost(BOUND)
                .pollInterval(Duration.ofMillis(5))
                .until(() -> program.call("moves.Turns.isWaiting", threads).equals("true"));
    }

    private String said(String thread) {
        return program.call("moves.Turns.said", thread);
    }
}

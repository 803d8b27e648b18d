package org.jurigged.controller.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.jurigged.controller.Event;
import org.jurigged.controller.target.CutLink;

/**
 * A controller that goes by an agent is killed at a frame between the two, while it attaches or in the middle of a structural
 * save. The program goes on with all of its threads and runs the old code or the new one, and nothing in between; the agent is
 * gone; a session that attaches then is right, as a fresh JVM shows, or refuses.
 *
 * <p>At two frames each by default, chosen by a seed that is in each assertion; {@code -Dtest=KilledByAgentTest
 * -Djurigged.kill.all=true} goes through all of them, {@code -Djurigged.kill.points=20} through so many.
 */
@OnEachJdk
final class KilledByAgentTest {
    private static final boolean ALL = Boolean.getBoolean("jurigged.kill.all");
    private static final int POINTS = Integer.getInteger("jurigged.kill.points", 2);
    /** About as many as such a save has that do something, with their answers. */
    private static final int FRAMES = 30;

    private static final int JOINING_FRAMES = 8;
    private static final int LATER_CLASSES = 20;

    private static final String OLD = "1 v1 made made 2";
    private static final String NEW = "1,20nestedkindgoods2 v1 made made 21";
    /** When the static initialiser has run again as well. */
    private static final String ALL_NEW = NEW.replace("v1", "v2");

    private static final String RIGHT = "1,20xnestedkindgoods3 v3 made made 301";

    @Parameter
    int feature;

    private final long seed = System.nanoTime();
    private final TreeMap<String, Integer> outcomes = new TreeMap<>();

    private static void write(AttachedProgram program, int version) {
        CutSources.of(version).forEach(program.made.sources::write);
    }

    private AttachedProgram start() throws Exception {
        String[] later = IntStream.range(0, LATER_CLASSES)
                .mapToObj(CutSources.LATER::formatted)
                .toArray(String[]::new);
        return AttachedProgram.plain(LivePrograms.on(feature)
                .source(CutSources.of(0).toArray(String[]::new))
                .source(later));
    }

    private interface Killing {
        /** Returns whether there were so many frames. */
        boolean at(int frame, CutLink.At at, String moment) throws Exception;
    }

    private void everywhere(int frames, Killing killing) throws Exception {
        Random random = new Random(seed);
        CutLink.At[] places = CutLink.At.values();
        boolean isReached = true;
        for (int i = 0; ALL ? isReached : i < POINTS; i++) {
            int frame = ALL ? i / places.length : random.nextInt(frames);
            CutLink.At at = places[ALL ? i % places.length : random.nextInt(places.length)];
            isReached = killing.at(frame, at, at + " frame " + frame + ", seed " + seed);
            outcomes.merge("reached " + isReached, 1, Integer::sum);
        }
        System.out.println("JDK " + feature + ": " + outcomes);
        outcomes.clear();
    }

    @Test
    void itIsRightOrRefusedAfterASaveThatWasCutOff() throws Exception {
        everywhere(FRAMES, this::killInASave);
    }

    @Test
    void itIsLiveAfterAnAttachThatWasCutOff() throws Exception {
        everywhere(JOINING_FRAMES, this::killWhileItJoins);
    }

    private boolean killInASave(int frame, CutLink.At at, String moment) throws Exception {
        try (AttachedProgram program = start()) {
            assertThat(program.call("app.Shop.ask")).isEqualTo("1 v1 made made 1");
            boolean isReached;
            Process controller = control(program);
            try (BufferedReader events = controller.inputReader(StandardCharsets.UTF_8)) {
                awaitLine(events, "TargetJoined");
                write(program, 1);
                awaitLine(events, "Live");
                order(controller, frame, at);
                awaitLine(events, CutController.ARMED);
                program.call("app.Shop.load");
                write(program, 2);
                isReached = isCut(events);
            } finally {
                controller.destroyForcibly().onExit().join();
            }
            String between = goesOn(program, moment);
            assertThat(between).as(moment).isIn(OLD, NEW, ALL_NEW);
            program.attach();
            boolean isLive = program.isLive(2, () -> write(program, 3));
            outcomes.merge(between + (isLive ? " then live" : " then refused"), 1, Integer::sum);
            String after = goesOn(program, moment);
            if (isLive) {
                assertThat(after)
                        .as("%s, %s before; events %s", moment, between, program.told())
                        .isEqualTo(isStaticLeft(program.told()) ? RIGHT.replace("v3", label(between)) : RIGHT);
                for (int i = 0; i < LATER_CLASSES; i++) {
                    assertThat(program.call("app.Shop.later", Integer.toString(i)))
                            .as("%s; %d", moment, i)
                            .isEqualTo("301");
                }
            } else {
                assertThat(after).as(moment).isEqualTo(between);
            }
            return isReached;
        }
    }

    private boolean killWhileItJoins(int frame, CutLink.At at, String moment) throws Exception {
        try (AttachedProgram program = start()) {
            assertThat(program.call("app.Shop.ask")).isEqualTo("1 v1 made made 1");
            Process controller = control(program, frame + " " + at);
            try (BufferedReader events = controller.inputReader(StandardCharsets.UTF_8)) {
                awaitLine(events, CutController.CUT);
            } finally {
                controller.destroyForcibly().onExit().join();
            }
            assertThat(goesOn(program, moment)).as(moment).isEqualTo("1 v1 made made 1");
            program.attach();
            program.call("app.Shop.load");
            assertThat(program.isLive(2, () -> write(program, 3))).as(moment).isTrue();
            String after = goesOn(program, moment);
            assertThat(after)
                    .as("%s; events %s", moment, program.told())
                    .isEqualTo(isStaticLeft(program.told()) ? RIGHT.replace("v3", "v1") : RIGHT);
            return frame < JOINING_FRAMES;
        }
    }

    private static Process control(AttachedProgram program, String... order) throws IOException {
        List<String> command =
                TestJdk.jurigged(CutController.class, program.made.directory.toString(), Long.toString(program.pid()));
        command.addAll(List.of(order));
        return new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    private static void order(Process controller, int frame, CutLink.At at) throws IOException {
        BufferedWriter orders = controller.outputWriter(StandardCharsets.UTF_8);
        orders.write(frame + " " + at + "\n");
        orders.flush();
    }

    /** Whether it comes to the frame, or the save is live before there were so many. */
    private static boolean isCut(BufferedReader events) throws Exception {
        return CompletableFuture.supplyAsync(() -> {
                    try {
                        return awaitLine(events, CutController.CUT, "Live").equals(CutController.CUT);
                    } catch (IOException e) {
                        throw new IllegalStateException(e);
                    }
                })
                .get(90, TimeUnit.SECONDS);
    }

    private static String awaitLine(BufferedReader events, String... wanted) throws IOException {
        String line;
        do {
            line = events.readLine();
            assertThat(line).as("waiting for %s", List.of(wanted)).isNotNull().isNotEqualTo("Trouble");
        } while (!List.of(wanted).contains(line));
        return line;
    }

    /** All threads count on, the one that loads classes to its end; nothing is left of an agent whose controller is gone. */
    private String goesOn(AttachedProgram program, String moment) throws IOException {
        long[] before = counts(program);
        await().atMost(20, TimeUnit.SECONDS).untilAsserted(() -> {
            long[] now = counts(program);
            assertThat(now[0]).as("ticks; %s", moment).isGreaterThan(before[0] + 20);
            assertThat(now[1]).as("turns in Goods; %s", moment).isGreaterThan(before[1] + 20);
            assertThat(now[2]).as("loaded; %s", moment).isIn(0L, (long) LATER_CLASSES);
            if (program.session() == null) {
                assertThat(program.call("app.Shop.agents")).as(moment).isEqualTo("[]");
            }
        });
        return program.call("app.Shop.ask").replaceAll("@[0-9a-f]+", "@");
    }

    private static long[] counts(AttachedProgram program) throws IOException {
        String[] counts = program.call("app.Shop.counts").split(" ");
        return new long[] {Long.parseLong(counts[0]), Long.parseLong(counts[1]), Long.parseLong(counts[2])};
    }

    /** Whether it was told that the initialisers of the shop didn't run again, as it isn't known what they were. */
    private static boolean isStaticLeft(List<Event> told) {
        return told.stream()
                .anyMatch(event -> event instanceof Event.RunFailed failed
                        && failed.definition().equals("app.Shop.<static>")
                        && failed.problem().contains("is not known"));
    }

    private static String label(String text) {
        return text.contains("v2") ? "v2" : "v1";
    }
}

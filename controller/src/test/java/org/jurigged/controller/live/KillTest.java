package org.jurigged.controller.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;

/**
 * The controller is killed at random moments of a save, and of the moves of loops that follow it, against a program that
 * counts: it never stops counting.
 *
 * <p>A few times by default; {@code -Dtest=KillTest -Djurigged.kill.rounds=200} for a long run.
 */
@OnEachJdk
final class KillTest {
    private static final int ROUNDS = Integer.getInteger("jurigged.kill.rounds", 3);
    private static final int THREADS = 4;
    private static final int MAX_DELAY_MILLIS = 150;

    private static final String COUNTER = """
            package counting;

            import java.nio.MappedByteBuffer;
            import java.nio.channels.FileChannel;
            import java.nio.file.Path;
            import java.nio.file.StandardOpenOption;

            public class Counter {
                static long step() {
                    return 1;
                }

                static void count(MappedByteBuffer counts, int slot) {
                    try {
                        while (true) {
                            long more = 0;
                            counts.putLong(slot * 8, counts.getLong(slot * 8) + step() + more);
                            Thread.sleep(1);
                        }
                    } catch (InterruptedException e) {
                        throw new IllegalStateException(e);
                    }
                }

                public static void main(String[] args) throws Exception {
                    try (FileChannel file = FileChannel.open(
                            Path.of(args[0]), StandardOpenOption.READ, StandardOpenOption.WRITE)) {
                        MappedByteBuffer counts = file.map(FileChannel.MapMode.READ_WRITE, 0, 64);
                        for (int i = 1; i < 4; i++) {
                            int slot = i;
                            new Thread(() -> count(counts, slot), "counter-" + i).start();
                        }
                        count(counts, 0);
                    }
                }
            }
            """;

    @Parameter
    int feature;

    private final Random random = new Random();
    private LivePrograms made;
    private Path counts;
    private ProcessHandle counter;
    private Process controller;
    private long step = 1;

    @BeforeEach
    void compile() throws Exception {
        made = LivePrograms.on(feature).source(COUNTER).compile();
        counts = Files.write(made.directory.resolve("counts"), new byte[64]);
        step = 1;
    }

    @AfterEach
    void end() throws Exception {
        if (controller != null) {
            controller.destroyForcibly().waitFor();
        }
        if (counter != null) {
            counter.destroyForcibly();
            counter.onExit().join();
        }
        if (made != null) {
            LiveProgram.deleteAll(made.directory);
        }
    }

    @Test
    void anAttachedProgramGoesOnCountingWhenTheControllerIsKilled() throws Exception {
        BufferedReader output = startWithDebugPort();
        for (int round = 0; round < ROUNDS; round++) {
            killDuringASave(List.of("127.0.0.1:" + port(output)));
        }
        awaitGone(output);
    }

    @Test
    void aProgramThatAnAgentReachedGoesOnCountingAndIsRidOfTheAgentWhenTheControllerIsKilled() throws Exception {
        counter = start(List.of()).toHandle();
        for (int round = 0; round < ROUNDS; round++) {
            killDuringASave(List.of(Long.toString(counter.pid())));
            await().untilAsserted(() -> assertThat(JdkTool.run(made.jdk, "jstack", Long.toString(counter.pid())))
                    .contains("counter-1")
                    .doesNotContain("\"jurigged"));
        }
    }

    @Test
    void aLaunchedProgramGoesOnCountingWhenTheControllerIsKilled() throws Exception {
        killDuringASave(
                List.of(made.jdk.java().toString(), made.classes().toString(), "counting.Counter", counts.toString()));
    }

    @Test
    void itGoesOnCountingWhenTheControllerIsKilledWhileAFrameIsTakenOff() throws Exception {
        BufferedReader output = startWithDebugPort();
        for (int round = 0; round < ROUNDS; round++) {
            BufferedReader events = control(List.of("127.0.0.1:" + port(output), KilledController.RESTARTING));
            for (int i = 0; i < 5; i++) {
                awaitEvent(events, "Restarted");
            }
            killAfter(random.nextInt(MAX_DELAY_MILLIS * 1000));
        }
        awaitGone(output);
    }

    private BufferedReader startWithDebugPort() throws IOException {
        Process started = start(List.of("-agentlib:jdwp=transport=dt_socket,server=y,suspend=n,address=127.0.0.1:0"));
        counter = started.toHandle();
        return started.inputReader(StandardCharsets.UTF_8);
    }

    private Process start(List<String> options) throws IOException {
        List<String> command = new ArrayList<>(List.of(made.jdk.java().toString()));
        command.addAll(options);
        command.addAll(List.of("-cp", made.classes().toString(), "counting.Counter", counts.toString()));
        return new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    /** Reads where the debug agent listens: it says so at its start and whenever a debugger has gone. */
    private static int port(BufferedReader output) throws IOException {
        String line = output.readLine();
        assertThat(line).contains("Listening for transport dt_socket at address: ");
        return Integer.parseInt(line.substring(line.lastIndexOf(' ') + 1));
    }

    /** Waits until the debug agent has done with the last controller, too: the program counts on after that. */
    private void awaitGone(BufferedReader output) throws Exception {
        port(output);
        assertCounting();
    }

    private BufferedReader control(List<String> program) throws IOException {
        List<String> command = TestJdk.jurigged(KilledController.class, made.directory.toString());
        command.addAll(program);
        controller = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        BufferedReader events = controller.inputReader(StandardCharsets.UTF_8);
        awaitEvent(events, "TargetJoined");
        return events;
    }

    /** Starts a controller, sees one save live, and kills the controller at some moment of the next. */
    private void killDuringASave(List<String> program) throws Exception {
        BufferedReader events = control(program);
        save();
        awaitEvent(events, "Live");
        assertCounting();
        int delay = random.nextInt(MAX_DELAY_MILLIS * 1000);
        save();
        killAfter(delay);
    }

    private void killAfter(int delay) throws Exception {
        List<ProcessHandle> helpers = controller
                .descendants()
                .filter(process -> !process.equals(counter))
                .toList();
        LockSupport.parkNanos(TimeUnit.MICROSECONDS.toNanos(delay));
        controller.destroyForcibly().waitFor();
        assertCounting();
        helpers.forEach(helper -> assertThat(helper.onExit()).succeedsWithin(Duration.ofSeconds(10)));
    }

    private void awaitEvent(BufferedReader events, String wanted) throws IOException {
        String line;
        do {
            line = events.readLine();
            assertThat(line).as("waiting for %s", wanted).isNotNull();
            assertThat(line).as("waiting for %s", wanted).isNotEqualTo("Trouble");
            if (line.startsWith("pid ")) {
                counter = ProcessHandle.of(Long.parseLong(line.substring(4))).orElseThrow();
            }
        } while (!line.equals(wanted));
    }

    private void save() {
        step++;
        made.sources.write(
                COUNTER.replace("return 1;", "return " + step + ";").replace("more = 0;", "more = " + step + ";"));
    }

    private List<Long> counts() {
        try (FileChannel file = FileChannel.open(counts, StandardOpenOption.READ)) {
            ByteBuffer read = ByteBuffer.allocate(THREADS * Long.BYTES);
            file.read(read, 0);
            List<Long> found = new ArrayList<>();
            for (int i = 0; i < THREADS; i++) {
                found.add(read.getLong(i * Long.BYTES));
            }
            return found;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void assertCounting() {
        List<Long> before = counts();
        await().pollInterval(Duration.ofMillis(5)).untilAsserted(() -> {
            List<Long> now = counts();
            for (int i = 0; i < THREADS; i++) {
                assertThat(now.get(i)).as("thread %d", i).isGreaterThan(before.get(i) + 20 * step);
            }
        });
        assertThat(counter.isAlive()).isTrue();
    }
}

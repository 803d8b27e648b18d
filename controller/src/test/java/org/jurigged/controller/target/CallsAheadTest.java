package org.jurigged.controller.target;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.jurigged.controller.live.OnEachJdk;

/** The thread of ours that is stopped for calls to come. */
@OnEachJdk
final class CallsAheadTest {
    private static final String LOOKING = """
            public class Looking {
                static String ours() {
                    for (Thread thread : Thread.getAllStackTraces().keySet()) {
                        if (thread.getName().equals("jurigged")) {
                            return thread.getState().toString();
                        }
                    }
                    return "none";
                }

                @SuppressWarnings("removal")
                static String stop() {
                    for (Thread thread : Thread.getAllStackTraces().keySet()) {
                        if (thread.getName().equals("jurigged")) {
                            thread.stop();
                        }
                    }
                    return "stopped";
                }

                static String exit() {
                    new Thread(() -> System.exit(7)).start();
                    return "going";
                }
            }
            """;

    private static final String WAITS = "= WAITING";
    /** At a breakpoint, to which a debugger has brought it. */
    private static final String STOPPED = "= RUNNABLE";

    @Parameter
    int feature;

    @TempDir
    Path directory;

    private TalkProgram program;

    @BeforeEach
    void start() throws Exception {
        TalkProgram.compile(TalkProgram.classes(directory), "Looking", LOOKING);
        program = new TalkProgram(feature, directory);
        define("First");
        awaitOurs(WAITS);
    }

    @AfterEach
    void end() throws Exception {
        program.close();
    }

    private void define(String name) throws Exception {
        byte[] file = TalkProgram.compile(directory.resolve("added"), name, "public class " + name + " {}");
        program.target.define(program.talk(), Map.of("made." + name, file));
        assertThat(program.target.classes("made." + name)).hasSize(1);
    }

    private void awaitOurs(String state) {
        Awaitility.await()
                .atMost(TalkProgram.BOUND)
                .untilAsserted(
                        () -> assertThat(program.call("made.Looking.ours")).isEqualTo(state));
    }

    @Test
    void staysForOneCallAfterTheOtherAndWaitsAgain() throws Exception {
        program.target.callsAhead();
        awaitOurs(STOPPED);
        define("Second");
        assertThat(program.call("made.Looking.ours")).isEqualTo(STOPPED);
        define("Third");
        assertThat(program.call("made.Looking.ours")).isEqualTo(STOPPED);
        program.target.callsDone();
        awaitOurs(WAITS);
        define("Fourth");
        awaitOurs(WAITS);
    }

    @Test
    void waitsAgainAfterACallThatFails() throws Exception {
        program.target.callsAhead();
        awaitOurs(STOPPED);
        assertThat(catchThrowable(() -> program.target.initialise(program.talk(), List.of("made.Never"))))
                .isInstanceOf(TargetException.Thrown.class);
        awaitOurs(WAITS);
        define("Second");
        assertThat(program.call("made.Looking.ours")).isEqualTo(STOPPED);
        program.target.callsDone();
        awaitOurs(WAITS);
    }

    @Test
    void doesNotKeepTheProgramFromEnding() throws Exception {
        program.target.callsAhead();
        awaitOurs(STOPPED);
        program.call("made.Looking.exit");
        assertThat(program.process().waitFor(20, TimeUnit.SECONDS)).isTrue();
        assertThat(program.process().exitValue()).isEqualTo(7);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void isLetGoWithTheConnection(boolean isDone) throws Exception {
        program.target.callsAhead();
        awaitOurs(STOPPED);
        if (isDone) {
            program.target.callsDone();
        }
        program.target.close();
        Awaitility.await()
                .atMost(TalkProgram.BOUND)
                .untilAsserted(
                        () -> assertThat(program.call("made.Looking.ours")).isIn(Set.of("= none", WAITS)));
    }

    @Test
    void thatHasEndedKeepsNoConnectionFromEnding() throws Exception {
        assumeThat(feature).as("a JVM in which a thread can be stopped").isLessThan(20);
        assertThat(program.call("made.Looking.stop")).isEqualTo("= stopped");
        awaitOurs("= none");
        assertThatNoException().isThrownBy(program.target::close);
        assertThat(program.call("made.Looking.ours")).isEqualTo("= none");
    }
}

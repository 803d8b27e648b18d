package org.jurigged.controller.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.jurigged.controller.Event;
import org.jurigged.controller.target.Target;

/** Programs that end, sessions that end, and threads that must not. */
@OnEachJdk
final class EndingsTest {
    private static final String BEATING = """
            package endings;

            import java.util.Map;
            import java.util.TreeMap;
            import java.util.concurrent.ConcurrentHashMap;

            public class Beating {
                static final Map<String, Integer> BEATS = new ConcurrentHashMap<>();

                static int step() {
                    return 1;
                }

                static void beat(String name) {
                    while (true) {
                        BEATS.merge(name, step(), Integer::sum);
                        try {
                            Thread.sleep(1);
                        } catch (InterruptedException e) {
                            throw new IllegalStateException(e);
                        }
                    }
                }

                public static String start() {
                    for (int i = 0; i < 20; i++) {
                        String name = "beat-" + i;
                        Thread thread = new Thread(() -> beat(name), name);
                        thread.setDaemon(true);
                        thread.start();
                    }
                    return "started";
                }

                public static String beats() {
                    return new TreeMap<>(BEATS).toString();
                }
            }
            """;

    /** Ends the program while an initialiser runs, which goes on for a moment and has classes loaded. */
    private static final String LEAVING = """
            package endings;

            import java.net.URL;
            import java.net.URLClassLoader;

            public class Leaving {
                static volatile boolean leaving;
                static int number = 1;

                static int leave() throws Exception {
                    leaving = true;
                    URL[] place = {Leaving.class.getProtectionDomain().getCodeSource().getLocation()};
                    long end = System.nanoTime() + 500_000_000;
                    while (System.nanoTime() < end) {
                        Class.forName("endings.Small", true, new URLClassLoader(place, null));
                    }
                    return 2;
                }

                static int exit() {
                    System.exit(7);
                    return 2;
                }

                static int tried(java.util.concurrent.Callable<Integer> call) {
                    try {
                        return call.call();
                    } catch (Exception e) {
                        throw new IllegalStateException(e);
                    }
                }

                public static String start() {
                    new Thread(() -> {
                        while (!leaving) {
                            Thread.onSpinWait();
                        }
                        System.exit(7);
                    }).start();
                    return "started";
                }
            }

            class Small {}
            """;

    @Parameter
    int feature;

    private LiveProgram program;

    @AfterEach
    void close() throws Exception {
        if (program != null) {
            program.close();
        }
    }

    private Map<String, Integer> beats() {
        String text = program.call("endings.Beating.beats");
        return Stream.of(text.substring(1, text.length() - 1).split(", "))
                .filter(pair -> !pair.isEmpty())
                .map(pair -> pair.split("="))
                .collect(Collectors.toMap(pair -> pair[0], pair -> Integer.valueOf(pair[1])));
    }

    private void assertEveryThreadGoesOn() {
        Map<String, Integer> before = beats();
        await().untilAsserted(() -> {
            Map<String, Integer> now = beats();
            assertThat(now).hasSize(20);
            now.forEach((thread, beats) -> assertThat(beats).as(thread).isGreaterThan(before.getOrDefault(thread, 0)));
        });
    }

    @Test
    void noThreadStaysSuspendedAndTheProgramOutlivesTheSession() throws Exception {
        program = LivePrograms.on(feature).source(BEATING).start();
        program.call("endings.Beating.start");
        assertEveryThreadGoesOn();
        for (int i = 1; i < 10; i++) {
            program.edit("endings.Beating", "return " + i, "return " + (i + 1)).live();
            assertEveryThreadGoesOn();
        }
        program.session.close();
        program.session.close();
        assertEveryThreadGoesOn();
        assertThat(program.launched.process().isAlive()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"leave", "exit"})
    void aProgramThatEndsWhileAnInitialiserRunsIsNotKeptFromEnding(String how) throws Exception {
        program = LivePrograms.on(feature).source(LEAVING).start();
        program.call("endings.Leaving.start");
        program.edit("endings.Leaving", "int number = 1", "int number = tried(Leaving::" + how + ")");
        assertThat(program.launched.process().waitFor(20, TimeUnit.SECONDS)).isTrue();
        assertThat(program.launched.process().exitValue()).isEqualTo(7);
        program.heard.await(0, Event.TargetGone.class);
    }

    @ParameterizedTest(name = "{0} ms after the save")
    @ValueSource(ints = {0, 30, 60})
    void aProgramThatEndsDuringASaveIsGoneAndNoError(int millis) throws Exception {
        program = LivePrograms.on(feature).source(BEATING).start();
        program.call("endings.Beating.start");
        program.edit("endings.Beating", "return 1", "return 2").live();
        long saved = System.nanoTime();
        program.edit("endings.Beating", "return 2", "return 3");
        await().until(() -> System.nanoTime() - saved >= millis * 1_000_000L);
        program.launched.process().destroyForcibly();
        List<Event> events = program.heard.await(0, Event.TargetGone.class);
        assertThat(events.get(events.size() - 1))
                .isInstanceOfSatisfying(
                        Event.TargetGone.class,
                        gone -> assertThat(gone.pid())
                                .isEqualTo(program.launched.process().pid()));
        assertThat(program.heard.since(0)).noneMatch(Event.Trouble.class::isInstance);
    }

    @ParameterizedTest(name = "{0} ms after it has joined")
    @ValueSource(ints = {0, 20, 40, 80})
    void aProgramThatEndsWhileItIsMadeReadyIsGoneAndNoError(int millis) throws Exception {
        program = LivePrograms.on(feature).source(BEATING).start();
        program.call("endings.Beating.start");
        long joined = System.nanoTime();
        await().until(() -> System.nanoTime() - joined >= millis * 1_000_000L);
        program.launched.process().destroyForcibly();
        program.heard.await(0, Event.TargetGone.class);
        program.session.done().get();
        assertThat(program.heard.since(0)).noneMatch(Event.Trouble.class::isInstance);
    }

    @Test
    void aProgramThatHasEndedBeforeItJoinsIsTold() throws Exception {
        program = LivePrograms.on(feature).source(BEATING).start();
        LiveProgram second = program.beside(List.of(program.classes));
        Target target = second.launched.target();
        second.launched.process().destroyForcibly();
        target.end().get();
        program.heard.await(0, Event.TargetGone.class);
        int mark = program.heard.mark();
        program.session.add(target);
        program.heard.await(mark, Event.TargetGone.class);
        second.close();
        assertThat(program.session.targets())
                .containsExactly("program (" + program.launched.process().pid() + ")");
        assertThat(program.edit("endings.Beating", "return 1;", "return 2;").live())
                .noneMatch(Event.Trouble.class::isInstance);
    }

    @ParameterizedTest(name = "{0} ms after the save")
    @ValueSource(ints = {10, 40})
    void theOthersGetASaveDuringWhichAProgramEnds(int millis) throws Exception {
        program = LivePrograms.on(feature).source(BEATING).start();
        LiveProgram second = program.beside(List.of(program.classes));
        program.call("endings.Beating.start");
        second.call("endings.Beating.start");
        program.edit("endings.Beating", "return 1;", "return 2;").live();
        long saved = System.nanoTime();
        program.edit(
                "endings.Beating", "return 2;", "return more();\n    }\n\n    static int more() {\n        return 3;");
        await().until(() -> System.nanoTime() - saved >= millis * 1_000_000L);
        second.launched.process().destroyForcibly();
        assertThat(program.live()).noneMatch(Event.Trouble.class::isInstance);
        assertThat(program.call("endings.Beating.step")).isEqualTo("3");
        program.heard.await(0, Event.TargetGone.class);
        assertThat(program.heard.since(0)).noneMatch(Event.Trouble.class::isInstance);
        second.close();
    }

    @Test
    void aClassPathEntryThatIsGoneIsNamedAndNoObstacle() throws Exception {
        LivePrograms made = LivePrograms.on(feature).source(BEATING).compile();
        program = made.start(List.of(made.classes(), made.directory.resolve("gone.jar")));
        assertThat(program.call("endings.Beating.step")).isEqualTo("1");
        program.edit("endings.Beating", "return 1", "return 2").live();
        assertThat(program.call("endings.Beating.step")).isEqualTo("2");
        assertThat(program.heard.since(0))
                .anyMatch(
                        event -> event instanceof Event.Note note && note.text().contains("gone.jar"));
    }
}

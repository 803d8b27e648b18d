package org.jurigged.controller.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.jurigged.controller.Event;
import org.jurigged.controller.live.Heard;
import org.jurigged.controller.live.OnEachJdk;
import org.jurigged.controller.live.SourceFolder;
import org.jurigged.controller.live.TestJdk;
import org.jurigged.controller.project.Jdk;
import org.jurigged.controller.session.SessionOptions;

/** The tests of a project run once, and those again that a save may have changed the result of. */
@OnEachJdk
final class TestSessionTest {
    private static final List<Class<?>> JUNIT = List.of(
            org.junit.jupiter.api.Test.class,
            org.junit.platform.commons.JUnitException.class,
            org.junit.platform.engine.TestEngine.class,
            org.junit.platform.launcher.Launcher.class,
            org.opentest4j.AssertionFailedError.class);

    private static final String DEEP = """
            package calc;

            public class Deep {
                public static int base() {
                    return 0;
                }
            }
            """;

    private static final String CALC = """
            package calc;

            public class Calc {
                public static int add(int a, int b) {
                    return Deep.base() + a + b;
                }
            }
            """;

    private static final String CALC_TEST = """
            package calc;

            import static org.junit.jupiter.api.Assertions.assertEquals;

            import org.junit.jupiter.api.Test;

            class CalcTest {
                @Test
                void adds() {
                    assertEquals(3, Calc.add(1, 2));
                }
            }
            """;

    private static final String OTHER_TEST = """
            package calc;

            import org.junit.jupiter.api.Test;

            class OtherTest {
                @Test
                void passes() {}
            }
            """;

    private static final String NAMED_TEST = """
            package calc;

            import static org.junit.jupiter.api.Assertions.assertEquals;

            import org.junit.jupiter.api.Test;

            class NamedTest {
                @Test
                void byName() throws Exception {
                    Class<?> type = Class.forName("calc." + "Calc");
                    assertEquals(3, type.getMethod("add", int.class, int.class).invoke(null, 1, 2));
                }
            }
            """;

    @Parameter
    int feature;

    @TempDir
    Path temporary;

    private final Heard heard = new Heard();
    private SourceFolder sources;
    private int mark;

    private void write(String text) {
        mark = heard.mark();
        sources.write(sources.root.resolve(name(text)), text);
    }

    private static String name(String text) {
        String type = text.lines()
                .filter(line -> line.contains("class "))
                .findFirst()
                .orElseThrow()
                .replaceAll(".*class (\\w+).*", "$1");
        return "calc/" + type + ".java";
    }

    private Event.TestsRun ran() {
        List<Event> events = heard.await(mark, Event.TestsRun.class::isInstance, "tests that have run");
        return (Event.TestsRun) events.get(events.size() - 1);
    }

    private static void assertCounts(Event.TestsRun run, int passed, int failed, int classes) {
        assertThat(run)
                .as("%s", run)
                .extracting(Event.TestsRun::passed, Event.TestsRun::failed, Event.TestsRun::classes)
                .containsExactly(passed, failed, classes);
    }

    private TestSession open(Jdk jdk) throws Exception {
        Path directory = temporary.toRealPath();
        sources = new SourceFolder(directory.resolve("src"));
        List.of(DEEP, CALC, CALC_TEST, OTHER_TEST, NAMED_TEST).forEach(this::write);
        Path lib = Files.createDirectories(directory.resolve("lib"));
        for (Class<?> type : JUNIT) {
            Path jar = jarOf(type);
            Files.copy(jar, lib.resolve(jar.getFileName()));
        }
        Path engine = jarOf(Class.forName("org.junit.jupiter.engine.JupiterTestEngine"));
        Files.copy(engine, lib.resolve(engine.getFileName()));
        List<Path> jars;
        try (var listed = Files.list(lib)) {
            jars = listed.toList();
        }
        TestJdk.compile(jdk, sources.files(), jars, directory.resolve("classes"), StandardCharsets.UTF_8);
        mark = heard.mark();
        return TestSession.open(SessionOptions.in(directory), new TestOptions(jdk.java(), List.of(), false), heard);
    }

    private static Path jarOf(Class<?> type) throws Exception {
        return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
    }

    @Test
    void testsRunAgainThatASaveConcerns() throws Exception {
        Jdk jdk = TestJdk.of(feature);
        try (TestSession session = open(jdk)) {
            CompletableFuture<Boolean> result = new CompletableFuture<>();
            Thread runner = new Thread(() -> {
                try {
                    result.complete(session.run());
                } catch (Exception e) {
                    result.completeExceptionally(e);
                }
            });
            runner.start();
            assertCounts(ran(), 3, 0, 3);

            write(CALC.replace("a + b", "a - b"));
            Event.TestsRun broken = ran();
            assertCounts(broken, 0, 2, 2);
            assertThat(heard.since(mark))
                    .anySatisfy(event -> assertThat(event).isInstanceOfSatisfying(Event.TestFailed.class, failed -> {
                        assertThat(failed.test()).isEqualTo("calc.CalcTest.adds()");
                        assertThat(failed.problem()).contains("expected: <3> but was: <-1>");
                        assertThat(failed.stack()).contains("at calc.CalcTest.adds(CalcTest.java:10)");
                    }))
                    .noneMatch(Event.TestsRestarted.class::isInstance);

            // A test that depends on it by way of another class.
            write(DEEP.replace("return 0", "return 4"));
            assertCounts(ran(), 2, 0, 2);

            // What reflection doesn't show needs another JVM.
            write(OTHER_TEST.replace("void passes() {}", "void passes() {}\n\n    @Test\n    void more() {}"));
            Event.TestsRun added = ran();
            assertCounts(added, 3, 0, 2);
            assertThat(heard.since(mark)).anyMatch(Event.TestsRestarted.class::isInstance);

            // A new test needs none.
            write(OTHER_TEST.replace("OtherTest", "NewTest"));
            assertCounts(ran(), 2, 0, 2);
            assertThat(heard.since(mark)).noneMatch(Event.TestsRestarted.class::isInstance);

            write(CALC_TEST.replace("assertEquals(3", "assertEquals(5"));
            assertCounts(ran(), 1, 1, 2);
            session.end();
            assertThat(result.get(60, TimeUnit.SECONDS))
                    .as("whether all passed")
                    .isFalse();
        }
    }
}

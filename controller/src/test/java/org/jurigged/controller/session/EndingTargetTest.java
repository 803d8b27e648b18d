package org.jurigged.controller.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.jurigged.controller.Event;
import org.jurigged.controller.launch.Launched;
import org.jurigged.controller.launch.Program;
import org.jurigged.controller.target.JdiTarget;
import org.jurigged.controller.target.Target;

/** A program that ends while a save is applied to it and to another one: whatever it ends before, the other is live. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class EndingTargetTest {
    private static final String SOURCE = """
            package ending;

            import java.nio.file.Files;
            import java.nio.file.Path;

            public class Price {
                static final Integer LIMIT = Integer.valueOf(0);

                static String text() {
                    return "text 0";
                }

                public static void main(String[] args) throws Exception {
                    while (true) {
                        Files.writeString(Path.of(args[0]), text() + ", limit " + LIMIT);
                        Thread.sleep(1);
                    }
                }
            }
            """;

    @TempDir
    static Path directory;

    private final List<Event> events = new CopyOnWriteArrayList<>();
    private Path source;
    private Workspace workspace;
    private FileEdits.Reader differ;
    private Applier applier;
    private Running other;
    private TargetClasses otherClasses;
    private Running doomed;
    private int edits;

    private record Running(Process process, JdiTarget target, Path said) {
        static Running start(Path directory, String name) throws Exception {
            Path said = directory.resolve(name);
            Launched launched = Launched.start(new Program(
                    Path.of(System.getProperty("java.home"), "bin", "java"),
                    name,
                    List.of(),
                    List.of(directory.resolve("classes")),
                    List.of("ending.Price"),
                    List.of(said.toString()),
                    Optional.empty()));
            JdiTarget target = launched.target().orElseThrow();
            target.start();
            Running running = new Running(launched.process(), target, said);
            await().until(() -> running.says().startsWith("text"));
            return running;
        }

        String says() {
            try {
                return Files.exists(said) ? Files.readString(said) : "";
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        void end() {
            process.destroyForcibly().onExit().join();
        }

        /** Returns the target, whose JVM is killed just before the nth call of a method. */
        Target killedBefore(String method, int nth) {
            return before(method, nth, this::end);
        }

        /** Returns the target, which does something just before the nth call of a method. */
        Target before(String method, int nth, Runnable what) {
            AtomicInteger calls = new AtomicInteger();
            return (Target) Proxy.newProxyInstance(
                    Target.class.getClassLoader(), new Class<?>[] {Target.class}, (proxy, called, arguments) -> {
                        if (called.getName().equals(method) && calls.incrementAndGet() == nth) {
                            what.run();
                        }
                        try {
                            return called.invoke(target, arguments);
                        } catch (InvocationTargetException e) {
                            throw e.getCause();
                        }
                    });
        }
    }

    @BeforeAll
    void start() throws Exception {
        source = Files.writeString(
                Files.createDirectories(directory.resolve("src/ending")).resolve("Price.java"), SOURCE);
        Path classes = directory.resolve("classes");
        assertThat(ToolProvider.getSystemJavaCompiler()
                        .run(null, null, null, "-g", "-d", classes.toString(), source.toString()))
                .isZero();
        other = Running.start(directory, "other");
        workspace = Workspace.discover(SessionOptions.in(directory), List.of(), events::add);
        workspace.join(other.target(), true);
        workspace.sources().load(List.of(source), Instant.MAX);
        differ = new FileEdits.Reader(workspace.sources());
        applier = new Applier(
                workspace,
                differ,
                new SaveUnderWay(files -> Set.of()),
                events::add,
                true,
                ConformChoice.NONE,
                () -> null,
                FrameOptions.DEFAULT,
                new Patches(workspace, Instant.EPOCH, events::add, (file, text) -> List.of()),
                new EditHooks(events::add),
                new ApplyTurn());
        otherClasses = classes(other.target());
    }

    private TargetClasses classes(Target target) {
        return new TargetClasses(target, workspace.ownClasses(target), workspace::onDisk);
    }

    @AfterAll
    void end() {
        if (differ != null) {
            differ.close();
            workspace.close();
        }
        if (other != null) {
            other.end();
        }
    }

    @AfterEach
    void endDoomed() {
        if (doomed != null) {
            doomed.end();
        }
    }

    /** Edits both the method and the field, and applies that. */
    private List<Event> edit(TargetClasses... targets) throws Exception {
        events.clear();
        edits++;
        Files.writeString(
                source, SOURCE.replace("text 0", "text " + edits).replace("valueOf(0)", "valueOf(" + edits + ")"));
        assertThat(applier.apply(List.of(source), Map.of(), List.of(targets), System.nanoTime()))
                .isEmpty();
        return new ArrayList<>(events);
    }

    private String expected() {
        return "text " + edits + ", limit " + edits;
    }

    private static void assertToldAsUsual(List<Event> events) {
        assertThat(events)
                .contains(
                        new Event.Update("ending.Price.text()", 9),
                        new Event.Update("ending.Price.LIMIT", 7),
                        new Event.Run("ending.Price.LIMIT", 7))
                .noneMatch(Event.Trouble.class::isInstance)
                .noneMatch(Event.RunFailed.class::isInstance)
                .filteredOn(Event.Live.class::isInstance)
                .singleElement()
                .satisfies(live -> assertThat(((Event.Live) live).target()).startsWith("other ("));
    }

    @ParameterizedTest(name = "before call {1} of {0}")
    @CsvSource({
        "lookFor, 1",
        "redefine, 1",
        "fixOnPrepare, 1",
        "lookFor, 2",
        "run, 1",
        "redefine, 3",
        "stacks, 1",
    })
    void keepsNothingFromTheOtherPrograms(String method, int nth) throws Exception {
        doomed = Running.start(directory, "doomed");
        TargetClasses ending = classes(doomed.killedBefore(method, nth));
        assertToldAsUsual(edit(ending, otherClasses));
        assertThat(doomed.process().isAlive()).isFalse();
        await().until(() -> other.says().equals(expected()));
        // The next edit is compared with this one, which was accepted.
        assertToldAsUsual(edit(otherClasses));
        await().until(() -> other.says().equals(expected()));
    }

    @ParameterizedTest(name = "before call {1} of {0}")
    @CsvSource({"redefine, 1", "run, 1", "stacks, 1"})
    void isNotToldLiveWhenItIsTheOnlyOne(String method, int nth) throws Exception {
        doomed = Running.start(directory, "doomed");
        assertThat(edit(classes(doomed.killedBefore(method, nth)))).isEmpty();
        assertThat(doomed.process().isAlive()).isFalse();
    }

    @ParameterizedTest(name = "call {1} of {0}")
    @CsvSource({"fixOnPrepare, 1", "run, 1", "lookFor, 2"})
    void whateverGoesWrongAfterTheSwapItIsToldWhatIsLive(String method, int nth) throws Exception {
        Target failing = other.before(method, nth, () -> {
            throw new IllegalStateException("not today");
        });
        assertThat(edit(classes(failing)))
                .contains(new Event.Update("ending.Price.text()", 9))
                .anySatisfy(event -> assertThat(event)
                        .isInstanceOfSatisfying(
                                Event.Trouble.class,
                                trouble -> assertThat(trouble.text()).contains("not today")))
                .anySatisfy(event -> assertThat(event).isInstanceOf(Event.Live.class));
        await().until(() -> other.says().startsWith("text " + edits));
        assertToldAsUsual(edit(otherClasses));
        await().until(() -> other.says().equals(expected()));
    }
}

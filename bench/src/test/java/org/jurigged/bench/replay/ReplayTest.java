package org.jurigged.bench.replay;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;
import org.apiguardian.api.API;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.engine.JupiterTestEngine;
import org.junit.platform.commons.JUnitException;
import org.junit.platform.engine.TestEngine;
import org.junit.platform.launcher.Launcher;
import org.jurigged.controller.Event;
import org.jurigged.controller.project.Jdks;
import org.opentest4j.AssertionFailedError;

/** Replays a small history, with real JVMs and a real session, and with one that lies. */
class ReplayTest {
    @TempDir
    private Path folder;

    private final StringWriter printed = new StringWriter();
    private History history;

    @BeforeEach
    void begin() throws Exception {
        history = History.begin(folder.resolve("repository"));
    }

    @Test
    void whatGoesLiveAndPassesIsRightAndWhatDoesNotCompileIsLeftOut() throws Exception {
        history.commit("String text() { return \"two\"; }", "assertEquals(\"two\", new Greeter().text());");
        history.commit("String text() { return 3; }", "");
        Totals totals = replay(2, LiveEdit::new);
        assertThat(totals.all())
                .extracting(replayed -> replayed.verdict().word())
                .containsExactly("live and right", "left out: the child doesn't compile");
        Replayed live = totals.all().get(0);
        assertThat(live.plain()).isTrue();
        assertThat(live.compared()).isEqualTo(1);
        assertThat(live.failing()).isEqualTo(1);
        assertThat(totals.text()).contains("2 commits, 1 counted", "1 the child doesn't compile");
    }

    @Test
    void aSessionThatTellsTooMuchIsWrong() throws Exception {
        history.commit("Object text() { return \"two\"; }", "assertEquals(\"two\", new Greeter().text());");
        Totals totals = replay(1, (pid, directory, excluded) -> new Liar());
        assertThat(totals.hasWrong()).isTrue();
        assertThat(totals.all().get(0).plain()).isFalse();
        assertThat(printed.toString()).contains("WRONG", "greets()", "NoSuchMethodError");

        Totals again = replay(1, (pid, directory, excluded) -> {
            throw new AssertionError("it was replayed already");
        });
        assertThat(again.text()).isEqualTo(totals.text());
    }

    @Test
    void commentsAloneAreNotCounted() throws Exception {
        history.commit("/* the same */ String text() { return \"one\"; }", "");
        Totals totals = replay(1, (pid, directory, excluded) -> new Liar());
        assertThat(totals.all()).noneMatch(Replayed::counted);
    }

    @Test
    void testsThatTakeAllMemoryFailAndTestsThatEndTheJvmAreLeftOut() throws Exception {
        history.commit("String text() { return \"two\"; }", "throw new OutOfMemoryError();");
        history.commit("String text() { return \"three\"; }", "Runtime.getRuntime().halt(1);");
        assertThat(replay(2, LiveEdit::new).all())
                .extracting(replayed -> replayed.verdict().word())
                .containsExactly("left out: no test passes in a fresh JVM", "left out: its tests end the JVM");
    }

    private Totals replay(int commits, Edit.Opener opener) throws Exception {
        ReplayOptions options = new ReplayOptions(
                history.directory(),
                "",
                "HEAD",
                commits,
                1,
                Jdks.of(Path.of(System.getProperty("java.home"), "bin", "java")).orElseThrow(),
                10,
                10,
                folder.resolve("work"),
                false);
        Workshop workshop = Workshop.open(options, project -> jars(), opener);
        return new Replay(workshop, Results.in(folder.resolve("results")), new PrintWriter(printed)).run();
    }

    private static List<Path> jars() {
        return Stream.of(
                        Test.class,
                        JupiterTestEngine.class,
                        Launcher.class,
                        TestEngine.class,
                        JUnitException.class,
                        AssertionFailedError.class,
                        API.class)
                .map(ReplayTest::jar)
                .toList();
    }

    private static Path jar(Class<?> member) {
        try {
            return Path.of(
                    member.getProtectionDomain().getCodeSource().getLocation().toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Says nothing against an edit that it never makes. */
    private static final class Liar implements Edit {
        @Override
        public void apply(Collection<Path> files) {
            assertThat(files).hasSize(1);
        }

        @Override
        public List<Event> events() {
            return List.of();
        }

        @Override
        public void close() {
            assertThat(events()).isEmpty();
        }
    }
}

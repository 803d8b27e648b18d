package org.jurigged.controller.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.jurigged.controller.Event;
import org.jurigged.controller.JuriggedException;

/** What a session's options change; on our own JDK, since a target's release makes no difference to them. */
final class OptionsTest {
    private static final String ONE = source("One", "1");
    private static final String TWO = source("Two", "2");

    private LiveProgram program;

    private static String source(String name, String value) {
        return """
                package options;

                public class %s {
                    static int kept = Integer.parseInt("%s");

                    public static String text() {
                        return "old " + kept;
                    }
                }
                """.formatted(name, value);
    }

    private LivePrograms made() throws IOException {
        return LivePrograms.on(Runtime.version().feature()).source(ONE, TWO);
    }

    private void start(LivePrograms made) throws IOException, InterruptedException, JuriggedException {
        program = made.start();
        assertThat(program.call("options.One.text")).isEqualTo("old 1");
        assertThat(program.call("options.Two.text")).isEqualTo("old 2");
    }

    @AfterEach
    void close() throws IOException {
        if (program != null) {
            program.close();
        }
    }

    private List<Event> edit(String type) {
        return program.edit("options." + type, "\"old \"", "\"new \"").live();
    }

    @Test
    void springsDeveloperToolsAreToldNotToRestartWhatWeStart() throws Exception {
        start(made());
        assertThat(program.call("java.lang.System.getProperty", "spring.devtools.restart.enabled"))
                .isEqualTo("false");
    }

    @Test
    void onDemandCollectsSavesUntilTheWordIsGiven() throws Exception {
        start(made().set(settings -> settings.onDemand = true));
        program.edit("options.One", "\"old \"", "\"new \"");
        program.heard.await(0, event -> waitsFor(event, "One"), "Waiting");
        program.sources.write(program.sources.replaced("options.Two", "\"old \"", "\"new \""));
        program.heard.await(0, event -> waitsFor(event, "Two") && waitsFor(event, "One"), "Waiting for both");
        assertThat(program.call("options.One.text")).isEqualTo("old 1");
        program.mark();
        program.session.apply().get(20, TimeUnit.SECONDS);
        List<Event> events = program.live();
        assertThat(events)
                .contains(new Event.Update("options.One.text()", 6), new Event.Update("options.Two.text()", 6));
        assertThat(((Event.Live) events.get(2)).classes()).isEqualTo(2);
        assertThat(program.call("options.One.text")).isEqualTo("new 1");
        assertThat(program.call("options.Two.text")).isEqualTo("new 2");
    }

    private static boolean waitsFor(Event event, String type) {
        return event instanceof Event.Waiting waiting
                && waiting.files().stream().anyMatch(file -> file.endsWith(type + ".java"));
    }

    @Test
    void aGateHoldsSavesBackUntilItPasses() throws Exception {
        start(made().set(settings -> settings.gate = Optional.of("echo checked; test -f open")));
        program.edit("options.One", "\"old \"", "\"new \"");
        List<Event> events = program.heard.await(0, Event.Waiting.class);
        Event.Waiting waiting = (Event.Waiting) events.get(events.size() - 1);
        assertThat(waiting.reason()).contains("exited 1").contains("checked");
        assertThat(waitsFor(waiting, "One")).isTrue();
        assertThat(program.call("options.One.text")).isEqualTo("old 1");
        Files.createFile(program.directory.resolve("open"));
        events = edit("Two");
        assertThat(events).contains(new Event.Update("options.One.text()", 6));
        assertThat(program.call("options.One.text")).isEqualTo("new 1");
        assertThat(program.call("options.Two.text")).isEqualTo("new 2");
    }

    @Test
    void hooksRunBeforeAndAfter() throws Exception {
        start(made().set(settings -> {
            settings.before = Optional.of("echo before >> hooks.txt");
            settings.after = Optional.of("echo after $JURIGGED_FILES >> hooks.txt; echo said");
        }));
        edit("One");
        program.heard.await(0, new Event.Note("said")::equals, "what the hook said");
        assertThat(Files.readAllLines(program.directory.resolve("hooks.txt")))
                .containsExactly("before", "after " + program.sources.file("options.One"));
    }

    @Test
    void excludedFilesAreNotWatched() throws Exception {
        start(made().set(settings -> settings.excludes = List.of("**/options/One.java")));
        program.edit("options.One", "\"old \"", "\"new \"");
        assertThat(program.settled()).isEmpty();
        assertThat(program.call("options.One.text")).isEqualTo("old 1");
        edit("Two");
        assertThat(program.call("options.Two.text")).isEqualTo("new 2");
    }

    @Test
    void globsAddFilesFromElsewhere() throws Exception {
        LivePrograms made = made();
        Path elsewhere = Files.createTempDirectory("jurigged-elsewhere-").toRealPath();
        SourceFolder more = new SourceFolder(elsewhere);
        try {
            more.write(source("Three", "3").replace("package options", "package more"));
            made.compile();
            TestJdk.compile(made.jdk, more.files(), List.of(), made.classes(), StandardCharsets.UTF_8);
            program = made.set(settings -> settings.watch = List.of(elsewhere + "/**/*.java"))
                    .start(List.of(made.classes()));
            assertThat(program.call("more.Three.text")).isEqualTo("old 3");
            program.mark();
            more.write(more.replaced("more.Three", "\"old \"", "\"new \""));
            assertThat(program.live()).contains(new Event.Update("more.Three.text()", 6));
            assertThat(program.call("more.Three.text")).isEqualTo("new 3");
            edit("One");
            assertThat(program.call("options.One.text")).isEqualTo("new 1");
        } finally {
            LiveProgram.deleteAll(elsewhere);
        }
    }

    @ParameterizedTest(name = "elsewhere/{0}")
    @ValueSource(strings = {"", "src", "src/more", "src/more/Three.java"})
    void directoriesFromElsewhereNeedBeNoSourceRoots(String watched) throws Exception {
        LivePrograms made = made();
        Path elsewhere = Files.createTempDirectory("jurigged-elsewhere-").toRealPath();
        SourceFolder more = new SourceFolder(elsewhere.resolve("src"));
        try {
            more.write(source("Three", "3").replace("package options", "package more"));
            made.compile();
            TestJdk.compile(made.jdk, more.files(), List.of(), made.classes(), StandardCharsets.UTF_8);
            program = made.set(settings -> {
                        settings.watch = List.of(elsewhere.resolve(watched).toString());
                        settings.tellWatched = true;
                    })
                    .start(List.of(made.classes()));
            assertThat(program.call("more.Three.text")).isEqualTo("old 3");
            program.heard.await(0, new Event.Watch(more.file("more.Three"))::equals, "Watch Three");
            program.mark();
            more.write(more.replaced("more.Three", "\"old \"", "\"new \""));
            assertThat(program.live()).contains(new Event.Update("more.Three.text()", 6));
            assertThat(program.call("more.Three.text")).isEqualTo("new 3");
        } finally {
            LiveProgram.deleteAll(elsewhere);
        }
    }

    @Test
    void initialisersNeedNotRun() throws Exception {
        start(made().set(settings -> settings.run = false));
        List<Event> events = program.edit("options.One", "\"1\"", "\"10\"").live();
        assertThat(events).noneMatch(Event.Run.class::isInstance);
        assertThat(program.call("options.One.text")).isEqualTo("old 1");
        edit("One");
        assertThat(program.call("options.One.text")).isEqualTo("new 1");
    }

    @Test
    void filesOfTheProgramAreTold() throws Exception {
        start(made().set(settings -> settings.tellWatched = true));
        program.heard.await(0, new Event.Watch(program.sources.file("options.One"))::equals, "Watch One");
        program.heard.await(0, new Event.Watch(program.sources.file("options.Two"))::equals, "Watch Two");
        assertThat(program.heard.since(0))
                .filteredOn(Event.Watch.class::isInstance)
                .doesNotHaveDuplicates();
    }

    /** Makes a program whose classes are older than two of its sources. */
    private LivePrograms outdated() throws IOException, InterruptedException {
        LivePrograms made = made().compile();
        for (String type : List.of("One", "Two")) {
            Path classFile = made.classes().resolve("options").resolve(type + ".class");
            Files.setLastModifiedTime(classFile, FileTime.from(Instant.now().minusSeconds(60)));
        }
        made.sources.write(made.sources.replaced("options.One", "\"old \"", "\"new \""));
        made.sources.write(made.sources.replaced("options.Two", "\"old \"", "\"new \""));
        return made;
    }

    @Test
    void sourcesThatDifferFromTheProgramAreNamed() throws Exception {
        LivePrograms made = outdated();
        program = made.start(List.of(made.classes()));
        assertThat(program.call("options.One.text")).isEqualTo("old 1");
        assertThat(program.call("options.Two.text")).isEqualTo("old 2");
        program.heard.await(0, Event.OutOfSync.class);
        // Which of them are loaded when the session looks is up to the program; the edit brings the file up to date.
        program.edit("options.One", "\"new \"", "\"newer \"").live();
        assertThat(program.call("options.One.text")).isEqualTo("newer 1");
        assertThat(program.call("options.Two.text")).isEqualTo("old 2");
    }

    @Test
    void sourcesThatDifferFromTheProgramAreAppliedOnRequest() throws Exception {
        LivePrograms made = outdated().set(settings -> settings.sync = true);
        program = made.start(List.of(made.classes()));
        program.heard.await(0, Event.Live.class);
        assertThat(program.call("options.One.text")).isEqualTo("new 1");
        assertThat(program.call("options.Two.text")).isEqualTo("new 2");
    }
}

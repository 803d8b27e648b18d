package org.jurigged.controller.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.jurigged.controller.Event;

/** A program that runs from a jar, with its sources in the project. */
final class JarTest extends LiveTestCase {
    private static final String SHOWN = """
            package packed;

            public class Shown {
                static String state = "first";

                public static String text() {
                    return "old " + state;
                }
            }
            """;

    private long written;

    @Override
    LiveProgram start() throws Exception {
        LivePrograms made = LivePrograms.on(feature)
                .source(SHOWN, SHOWN.replace("Shown", "Unloaded"), SHOWN.replace("Shown", "User"))
                .compile();
        Path classes = made.directory.resolveSibling(made.directory.getFileName() + "-classes");
        Files.move(made.classes(), classes);
        Path jar = TestJdk.jar(made.jdk, classes, made.directory.resolve("app.jar"));
        LiveProgram.deleteAll(classes);
        written = Files.getLastModifiedTime(jar).toMillis();
        return made.start(List.of(jar));
    }

    @Test
    void hasItsLoadedClassesUpdated() throws Exception {
        assertThat(program.call("packed.Shown.text")).isEqualTo("old first");
        List<Event> events =
                program.edit("packed.Shown", "\"old \"", "\"new \"").live();
        assertThat(events).contains(new Event.Update("packed.Shown.text()", 6));
        program.edit("packed.Shown", "\"first\"", "\"second\"").live();
        assertThat(program.call("packed.Shown.text")).isEqualTo("new second");
        assertThat(Files.getLastModifiedTime(program.directory.resolve("app.jar"))
                        .toMillis())
                .isEqualTo(written);
    }

    @Test
    void hasItsClassesUpdatedThatAreLoadedLater() {
        program.edit("packed.Unloaded", "\"old \"", "\"new \"").live();
        program.edit("packed.Unloaded", "\"first\"", "\"second\"").live();
        assertThat(program.call("packed.Unloaded.text")).isEqualTo("new second");
    }

    @Test
    void getsNewClassesInTheLoaderOfTheirPackage() {
        assertThat(program.call("packed.User.text")).isEqualTo("old first");
        program.mark();
        program.sources.write(SHOWN.replace("Shown", "Added"));
        program.sources.write(program.sources.replaced("packed.User", "\"old \"", "\"new \" + Added.text() + \" \""));
        program.settled();
        assertThat(program.call("packed.User.text")).isEqualTo("new old first first");
        assertThat(program.call("packed.Added.text")).isEqualTo("old first");
        program.edit("packed.Added", "\"old \"", "\"edited \"").live();
        assertThat(program.call("packed.User.text")).isEqualTo("new edited first first");
    }
}

package org.jurigged.controller.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.jurigged.controller.Event;

/** Classes of one name in several source folders: a save changes the program that runs it, and no other. */
final class SameNamesTest {
    private LivePrograms made;
    private SourceFolder other;

    @BeforeEach
    void make() throws Exception {
        made = LivePrograms.on(Runtime.version().feature());
    }

    private static String source(String type, String text) {
        return """
                package same;

                public class %s {
                    public static String text() {
                        return "%s";
                    }
                }
                """.formatted(type, text);
    }

    /** Makes two Maven modules, {@code a} with the program's sources and {@code b} with other ones. */
    private void modules() throws Exception {
        String pom = "<project><modelVersion>4.0.0</modelVersion><groupId>same</groupId><version>1</version>"
                + "<artifactId>%s</artifactId>%s</project>";
        Files.writeString(
                made.directory.resolve("pom.xml"),
                pom.formatted(
                        "all", "<packaging>pom</packaging><modules><module>a</module><module>b</module></modules>"));
        for (String module : List.of("a", "b")) {
            Files.writeString(
                    Files.createDirectories(made.directory.resolve(module)).resolve("pom.xml"),
                    pom.formatted(module, ""));
        }
        Files.createDirectories(made.directory.resolve("a/src/main"));
        made.folder("a/src/main/java").source(source("Main", "a"), source("Late", "a"));
        other = new SourceFolder(made.directory.resolve("b/src/main/java"));
        other.write(source("Main", "b"));
        other.write(source("Late", "b"));
    }

    private List<Path> compiled(String module, SourceFolder sources) throws Exception {
        Path classes = made.directory.resolve(module).resolve("target/classes");
        TestJdk.compile(made.jdk, sources.files(), List.of(), classes, java.nio.charset.StandardCharsets.UTF_8);
        return List.of(classes);
    }

    @Test
    void leaveTheProgramAloneWhenAnotherOnesSourceIsSaved() throws Exception {
        modules();
        try (LiveProgram a = made.start(compiled("a", made.sources))) {
            assertThat(a.call("same.Main.text")).isEqualTo("a");
            other.write(source("Main", "other"));
            List<Event> events = a.mark().settled();
            assertThat(events).noneMatch(Event.Update.class::isInstance);
            assertThat(events)
                    .filteredOn(Event.Note.class::isInstance)
                    .singleElement()
                    .asString()
                    .contains(
                            other.file("same.Main").toString(),
                            made.sources.file("same.Main").toString());
            assertThat(a.call("same.Main.text")).isEqualTo("a");
            a.save(source("Main", "new")).live();
            assertThat(a.call("same.Main.text")).isEqualTo("new");
        }
    }

    @Test
    void changeEachItsOwnProgram() throws Exception {
        modules();
        List<Path> ofB = compiled("b", other);
        try (LiveProgram a = made.start(compiled("a", made.sources));
                LiveProgram b = a.beside(ofB)) {
            assertThat(a.call("same.Main.text") + b.call("same.Main.text")).isEqualTo("ab");
            a.save(source("Main", "new")).live();
            a.save(source("Late", "new")).settled();
            assertThat(a.call("same.Main.text") + b.call("same.Main.text")).isEqualTo("newb");
            assertThat(a.call("same.Late.text") + b.call("same.Late.text")).isEqualTo("newb");
        }
    }

    @Test
    void goLiveInTheProgramThatIsStartedNext() throws Exception {
        modules();
        List<Path> ofB = compiled("b", other);
        try (LiveProgram a = made.start(compiled("a", made.sources))) {
            a.call("same.Main.text");
            a.save(source("Main", "new")).live();
            int mark = a.heard.mark();
            a.launched.process().destroyForcibly();
            a.heard.await(mark, Event.TargetGone.class);
            try (LiveProgram b = a.beside(ofB)) {
                assertThat(b.call("same.Main.text")).isEqualTo("b");
                mark = a.heard.mark();
                other.write(source("Main", "b2"));
                a.heard.await(mark, Event.Live.class);
                assertThat(b.call("same.Main.text")).isEqualTo("b2");
            }
        }
    }

    @Test
    void leavePluginsAloneThatBringTheirOwn() throws Exception {
        String plugins = """
                package same;

                import java.net.URL;
                import java.net.URLClassLoader;
                import java.nio.file.Path;

                public class Plugins {
                    private static Class<?> loaded(String directory, String type) throws Exception {
                        URL url = Path.of(directory).toUri().toURL();
                        return new URLClassLoader(new URL[] {url}, null).loadClass("same." + type);
                    }

                    private static Class<?> early;

                    public static void load(String directory) throws Exception {
                        early = loaded(directory, "Main");
                        early.getMethod("text").invoke(null);
                    }

                    public static String early() throws Exception {
                        return (String) early.getMethod("text").invoke(null);
                    }

                    public static String late(String directory, String type) throws Exception {
                        return (String) loaded(directory, type).getMethod("text").invoke(null);
                    }
                }
                """;
        modules();
        String plugin = compiled("b", other).get(0).toString();
        made.source(plugins);
        try (LiveProgram a = made.start(compiled("a", made.sources))) {
            a.call("same.Plugins.load", plugin);
            assertThat(a.call("same.Main.text") + a.call("same.Late.text")).isEqualTo("aa");
            a.save(source("Main", "new")).live();
            a.save(source("Late", "new")).live();
            assertThat(a.call("same.Main.text") + a.call("same.Late.text")).isEqualTo("newnew");
            assertThat(a.call("same.Plugins.early")).isEqualTo("b");
            assertThat(a.call("same.Plugins.late", plugin, "Main")).isEqualTo("b");
            assertThat(a.call("same.Plugins.late", plugin, "Late")).isEqualTo("b");
            assertThat(a.heard.since(0))
                    .filteredOn(Event.Note.class::isInstance)
                    .first()
                    .asString()
                    .contains("Another same.Main", plugin);
        }
    }
}

package org.jurigged.controller.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.jurigged.controller.Event;

/** What is saved below a project's resource roots is copied to where the program reads it. */
final class ResourcesTest extends LiveTestCase {
    private static final String POM = """
            <project>
              <modelVersion>4.0.0</modelVersion>
              <groupId>com.acme</groupId>
              <artifactId>resources</artifactId>
              <version>1</version>
              <build>
                <outputDirectory>classes</outputDirectory>
                <testOutputDirectory>test-classes</testOutputDirectory>
                <resources>
                  <resource>
                    <directory>${basedir}/src/main/resources</directory>
                    <filtering>true</filtering>
                    <includes><include>**/application*.properties</include></includes>
                  </resource>
                  <resource>
                    <directory>${basedir}/src/main/resources</directory>
                    <excludes><exclude>**/application*.properties</exclude></excludes>
                  </resource>
                  <resource>
                    <directory>src/main/more</directory>
                    <targetPath>more</targetPath>
                  </resource>
                </resources>
                <plugins>
                  <plugin>
                    <artifactId>maven-resources-plugin</artifactId>
                    <configuration>
                      <delimiters><delimiter>@</delimiter></delimiters>
                      <useDefaultDelimiters>false</useDefaultDelimiters>
                    </configuration>
                  </plugin>
                </plugins>
              </build>
            </project>
            """;

    private static final String READER = """
            package res;

            import java.io.IOException;
            import java.io.InputStream;
            import java.nio.charset.StandardCharsets;

            public class Reader {
                public static String text(String name) throws IOException {
                    try (InputStream in = Reader.class.getResourceAsStream(name)) {
                        return in == null ? "none" : new String(in.readAllBytes(), StandardCharsets.UTF_8);
                    }
                }

                public static String suffix() {
                    return "one";
                }
            }
            """;

    private Path resources;
    private Path copies;

    @Override
    LiveProgram start() throws Exception {
        LivePrograms made =
                LivePrograms.on(feature).folder("java").source(READER).compile();
        Path java = made.directory.resolve("src/main/java");
        Files.createDirectories(java.getParent());
        Files.move(made.directory.resolve("java"), java);
        made.sources = new SourceFolder(java);
        Files.writeString(made.directory.resolve("pom.xml"), POM);
        resources = made.directory.resolve("src/main/resources");
        copies = made.classes();
        for (String name : List.of("kept.txt", "gone.txt", "application.properties")) {
            write(resources.resolve(name), "old");
            write(copies.resolve(name), "old");
        }
        Files.createDirectories(made.directory.resolve("src/main/more"));
        return made.start(List.of(made.classes()));
    }

    private static void write(Path file, String text) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    private List<Event> told(Class<? extends Event> kind) {
        return program.heard.await(markNow, kind);
    }

    private int markNow;

    private Path save(String name, String text) throws IOException {
        markNow = program.heard.mark();
        Path file = resources.resolve(name).normalize();
        write(file, text);
        return file;
    }

    private Event.Resource resource() {
        List<Event> events = told(Event.Resource.class);
        return (Event.Resource) events.get(events.size() - 1);
    }

    @Test
    void areCopiedWhenTheyAreSaved() throws IOException {
        Path file = save("kept.txt", "new");
        assertThat(resource()).isEqualTo(new Event.Resource(file, copies.resolve("kept.txt"), false));
        assertThat(program.call("res.Reader.text", "/kept.txt")).isEqualTo("new");
    }

    @Test
    void areCopiedWhenTheyAreNewEvenInNewFoldersAndWhereThePomSays() throws IOException {
        save("a/b/new.html", "<p>");
        assertThat(resource().copy()).isEqualTo(copies.resolve("a/b/new.html"));
        assertThat(program.call("res.Reader.text", "/a/b/new.html")).isEqualTo("<p>");
        save("../more/x.txt", "x");
        assertThat(resource().copy()).isEqualTo(copies.resolve("more/x.txt"));
    }

    @Test
    void areDeletedWhereTheProgramReadsThem() throws IOException {
        Path file = resources.resolve("gone.txt");
        markNow = program.heard.mark();
        Files.delete(file);
        assertThat(resource()).isEqualTo(new Event.Resource(file, copies.resolve("gone.txt"), true));
        assertThat(program.call("res.Reader.text", "/gone.txt")).isEqualTo("none");
    }

    @Test
    void areNotCopiedWhereTheBuildFillsThemIn() throws IOException {
        Path file = save("application.properties", "version=@project.version@");
        List<Event> events = told(Event.Note.class);
        assertThat(events)
                .containsExactly(
                        new Event.Note(file + " is not copied: Maven fills in what stands for something else in it."
                                + " Run mvn process-resources to have the program see the change."));
        assertThat(program.call("res.Reader.text", "/application.properties")).isEqualTo("old");
        save("application.properties", "name=${user.name}");
        assertThat(resource().deleted()).isFalse();
        assertThat(program.call("res.Reader.text", "/application.properties")).isEqualTo("name=${user.name}");
    }
}

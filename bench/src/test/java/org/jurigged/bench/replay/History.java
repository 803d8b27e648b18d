package org.jurigged.bench.replay;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A repository of one small class and its test, to which commits are added. */
final class History {
    private static final Map<String, String> NOBODY = Map.of(
            "GIT_AUTHOR_NAME", "Nobody",
            "GIT_AUTHOR_EMAIL", "nobody@example.org",
            "GIT_COMMITTER_NAME", "Nobody",
            "GIT_COMMITTER_EMAIL", "nobody@example.org");

    private final Path directory;

    private History(Path directory) {
        this.directory = directory;
    }

    static History begin(Path directory) throws IOException, InterruptedException {
        History history = new History(Files.createDirectories(directory));
        history.git("init", "-q");
        history.write("pom.xml", """
                <project>
                  <modelVersion>4.0.0</modelVersion>
                  <groupId>org.example</groupId>
                  <artifactId>greeter</artifactId>
                  <version>1</version>
                  <properties><maven.compiler.release>17</maven.compiler.release></properties>
                </project>
                """);
        history.commit("String text() { return \"one\"; }", "assertEquals(\"one\", new Greeter().text());");
        return history;
    }

    Path directory() {
        return directory;
    }

    /** Commits the members of the class, and what its test does. */
    void commit(String members, String test) throws IOException, InterruptedException {
        write(
                "src/main/java/org/example/Greeter.java",
                "package org.example;\n\nclass Greeter {\n" + members + "\n}\n");
        write("src/test/java/org/example/GreeterTest.java", """
                package org.example;

                import static org.junit.jupiter.api.Assertions.assertEquals;

                import org.junit.jupiter.api.Test;

                class GreeterTest {
                    @Test
                    void greets() {
                        %s
                    }

                    @Test
                    void failsAlways() {
                        assertEquals(1, 2);
                    }
                }
                """.formatted(test));
        git("add", "--all");
        git("commit", "-q", "-m", members.lines().findFirst().orElseThrow());
    }

    private void write(String name, String text) throws IOException {
        Path file = directory.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    private void git(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("git", "-C", directory.toString()));
        command.addAll(List.of(arguments));
        Processes.Ended ended = Processes.run(command, NOBODY, Duration.ofSeconds(20));
        if (ended.status() != 0) {
            throw new IOException(command + ": " + ended.output());
        }
    }
}

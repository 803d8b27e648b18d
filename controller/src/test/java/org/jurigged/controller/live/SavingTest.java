package org.jurigged.controller.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.jurigged.controller.Event;

/** Every way in which editors and tools put a new text into a file, and files of every kind. */
final class SavingTest extends LiveTestCase {
    private static final int BRANCH_FILES = 40;
    private static final int LARGE_FILE = 10 << 20;

    private static final String SAVED = """
            package saving;

            public class Saved {
                public static String text() {
                    return "0";
                }
            }
            """;

    private static final String UMLAUT = """
            package umlaut.größe;

            public class Größe {
                public static String text() {
                    return "groß";
                }
            }
            """;

    @Override
    LiveProgram start() throws Exception {
        LivePrograms made = LivePrograms.on(feature).folder("my sources").source(SAVED, large("small"));
        for (int i = 0; i < BRANCH_FILES; i++) {
            made.source(branch(i, "main"));
        }
        if (namesCanBeUnicode()) {
            made.source(UMLAUT);
        }
        made.compile();
        git(made.directory, "init", "-q", "-b", "main");
        git(made.directory, "add", "my sources");
        commit(made.directory, "main");
        git(made.directory, "checkout", "-q", "-b", "other");
        for (int i = 0; i < BRANCH_FILES; i++) {
            made.source(branch(i, "other"));
        }
        commit(made.directory, "other");
        git(made.directory, "checkout", "-q", "main");
        return made.compile().start(List.of(made.classes()));
    }

    private static void git(Path directory, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("git"));
        command.addAll(List.of(arguments));
        TestJdk.run(command, directory);
    }

    private static void commit(Path directory, String message) throws IOException, InterruptedException {
        git(directory, "-c", "user.name=t", "-c", "user.email=t@example.org", "commit", "-q", "-a", "-m", message);
    }

    private static boolean namesCanBeUnicode() {
        return StandardCharsets.UTF_8.name().equals(System.getProperty("sun.jnu.encoding"));
    }

    private static String branch(int number, String name) {
        return """
                package branch;

                public class B%d {
                    public static String text() {
                        return "%s";
                    }
                }
                """.formatted(number, name);
    }

    /** A source of 10 MB, most of it comments, as generated ones are. */
    private static String large(String word) {
        StringBuilder text = new StringBuilder("package saving;\n\npublic class Large {\n");
        String comment = "    // " + "generated ".repeat(100) + "\n";
        for (int i = 0; text.length() < LARGE_FILE; i++) {
            text.append(comment.repeat(20));
            text.append("    static int m%d() {\n        return %d;\n    }\n".formatted(i, i));
        }
        return text + "    public static String text() {\n        return \"" + word + "\";\n    }\n}\n";
    }

    private String next(String old, String replacement) {
        program.mark();
        return program.sources.replaced("saving.Saved", "\"" + old + "\"", "\"" + replacement + "\"");
    }

    private void assertLive(String expected) {
        assertThat(program.live()).contains(new Event.Update("saving.Saved.text()", 4));
        assertThat(program.call("saving.Saved.text")).isEqualTo(expected);
    }

    @Test
    void everyWayOfSavingWorks() throws IOException {
        Path file = program.sources.file("saving.Saved");
        assertThat(program.call("saving.Saved.text")).isEqualTo("0");

        // In place, over the old bytes.
        String text = next("0", "1");
        Files.write(file, text.getBytes(StandardCharsets.UTF_8), StandardOpenOption.WRITE);
        assertLive("1");

        // Truncated, then written in two parts.
        text = next("1", "2");
        try (var out = Files.newOutputStream(file)) {
            out.write(text.substring(0, 60).getBytes(StandardCharsets.UTF_8));
            out.flush();
            out.write(text.substring(60).getBytes(StandardCharsets.UTF_8));
        }
        assertLive("2");

        // A temporary file renamed over it: sed -i, IntelliJ.
        text = next("2", "3");
        Path temporary = file.resolveSibling("sedX1y2z3");
        Files.writeString(temporary, text);
        Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        assertLive("3");

        // The old file renamed to a backup, then created anew: vi.
        text = next("3", "4");
        Path backup = file.resolveSibling("Saved.java~");
        Files.move(file, backup);
        Files.writeString(file, text);
        Files.delete(backup);
        assertLive("4");

        // Deleted, then created anew.
        text = next("4", "5");
        Files.delete(file);
        Files.writeString(file, text);
        assertLive("5");
        assertThat(program.settled())
                .noneMatch(event -> !(event instanceof Event.Update || event instanceof Event.Live));
    }

    @Test
    void aBranchSwitchIsOneTransaction() throws IOException, InterruptedException {
        for (int i = 0; i < BRANCH_FILES; i++) {
            assertThat(program.call("branch.B" + i + ".text")).isEqualTo("main");
        }
        program.mark();
        git(program.directory, "checkout", "-q", "other");
        List<Event> events = program.live();
        assertThat(events).hasSize(BRANCH_FILES + 1);
        assertThat(((Event.Live) events.get(BRANCH_FILES)).classes()).isEqualTo(BRANCH_FILES);
        for (int i = 0; i < BRANCH_FILES; i++) {
            assertThat(program.call("branch.B" + i + ".text")).isEqualTo("other");
        }
    }

    @Test
    void aLargeSourceGoesLive() {
        assertThat(program.call("saving.Large.text")).isEqualTo("small");
        program.edit("saving.Large", "\"small\"", "\"great\"").live();
        assertThat(program.call("saving.Large.text")).isEqualTo("great");
    }

    @Test
    void namesMayHaveSpacesAndLettersOfAnyLanguage() {
        assumeTrue(namesCanBeUnicode(), "file names can't have such letters here: sun.jnu.encoding");
        assertThat(program.call("umlaut.größe.Größe.text")).isEqualTo("groß");
        List<Event> events =
                program.edit("umlaut.größe.Größe", "\"groß\"", "\"größer\"").live();
        assertThat(events).contains(new Event.Update("umlaut.größe.Größe.text()", 4));
        assertThat(program.call("umlaut.größe.Größe.text")).isEqualTo("größer");
    }
}

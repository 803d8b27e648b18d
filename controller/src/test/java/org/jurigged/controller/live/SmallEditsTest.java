package org.jurigged.controller.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.jurigged.controller.Event;

/** Edits that change little or nothing, and files that come and go. */
final class SmallEditsTest extends LiveTestCase {
    private static final String THROWER = """
            package small;

            public class Thrower {
                // A comment.
                public static void fail() {
                    throw new IllegalStateException("failed");
                }

                static String first() {
                    return "first";
                }

                static String second() {
                    return "second";
                }

                public static String both() {
                    return first() + second();
                }
            }
            """;

    private static final String EFFECTS = """
            package small;

            public class Effects {
                static int calls;

                public static String work() {
                    calls += 10;
                    calls += 1;
                    return "" + calls;
                }
            }
            """;

    private static final String GOING = """
            package small;

            public class Going {
                public static String text() {
                    return "still here";
                }
            }
            """;

    private static final String LOADER = """
            package small;

            public class Loader {
                public static String make(String name) throws Exception {
                    return Class.forName(name).getDeclaredConstructor().newInstance().toString();
                }

                public static String use() {
                    return "nothing new";
                }
            }
            """;

    @Override
    LiveProgram start() throws Exception {
        return LivePrograms.on(feature).source(THROWER, EFFECTS, GOING, LOADER).start();
    }

    @Test
    void aCommentIsNotReportedButLineNumbersFollow() {
        assertThat(program.call("small.Thrower.fail")).contains("fail(Thrower.java:6)");
        program.edit("small.Thrower", "// A comment.", "// A comment,\n    // of two lines now.");
        assertThat(program.settled()).isEmpty();
        assertThat(program.call("small.Thrower.fail")).contains("fail(Thrower.java:7)");
        program.edit("small.Thrower", "two lines", "exactly two lines");
        assertThat(program.settled()).isEmpty();
        assertThat(program.call("small.Thrower.fail")).contains("fail(Thrower.java:7)");
    }

    @Test
    void aMovedMethodIsNotReported() {
        String text = program.sources.read("small.Thrower");
        String first =
                text.substring(text.indexOf("    static String first"), text.indexOf("    static String second"));
        String moved = text.replace(first, "")
                .replace("    public static String both", first + "    public static String both");
        assertThat(moved).isNotEqualTo(text);
        program.save(moved);
        assertThat(program.settled()).isEmpty();
        assertThat(program.call("small.Thrower.both")).isEqualTo("firstsecond");
    }

    @Test
    void aTouchIsNothing() throws IOException {
        program.mark();
        Files.setLastModifiedTime(program.sources.file("small.Thrower"), FileTime.from(Instant.now()));
        assertThat(program.settled()).isEmpty();
    }

    @Test
    void aDeletedStatementRunsNoMore() {
        assertThat(program.call("small.Effects.work")).isEqualTo("11");
        List<Event> events = program.edit("small.Effects", "calls += 10;", "").live();
        assertThat(events.get(0)).isEqualTo(new Event.Update("small.Effects.work()", 6));
        assertThat(program.call("small.Effects.work")).isEqualTo("12");
    }

    @Test
    void aNewFileIsLoadableAtOnce() {
        program.save("""
                package small;

                public class Coming {
                    @Override
                    public String toString() {
                        return "came";
                    }
                }
                """);
        assertThat(program.live())
                .anyMatch(event ->
                        event instanceof Event.Add add && add.definition().startsWith("small.Coming"));
        assertThat(program.call("small.Loader.make", "small.Coming")).isEqualTo("came");
        program.edit("small.Loader", "\"nothing new\"", "new Coming() + \", used\"")
                .live();
        assertThat(program.call("small.Loader.use")).isEqualTo("came, used");
        program.edit("small.Coming", "\"came\"", "\"came again\"").live();
        assertThat(program.call("small.Loader.use")).isEqualTo("came again, used");
    }

    @Test
    void aNewFileAndItsUserGoTogether() {
        program.mark();
        program.sources.write("""
                package small.deep;

                public interface Twin {
                    static String text() {
                        return "twin";
                    }
                }
                """);
        program.sources.write("""
                package small;

                public class Sister {
                    public static String text() {
                        return small.deep.Twin.text() + " sister";
                    }
                }
                """);
        program.settled();
        assertThat(program.call("small.Sister.text")).isEqualTo("twin sister");
    }

    @Test
    void aDeletedFileLeavesItsClassesAsTheyAre() throws IOException {
        assertThat(program.call("small.Going.text")).isEqualTo("still here");
        program.mark();
        Path file = program.sources.file("small.Going");
        Files.delete(file);
        program.heard.await(0, new Event.Delete("small.Going", 3)::equals, "deletion");
        assertThat(program.call("small.Going.text")).isEqualTo("still here");
        program.save(GOING.replace("still here", "back")).live();
        assertThat(program.call("small.Going.text")).isEqualTo("back");
    }
}

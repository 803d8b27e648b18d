package org.jurigged.controller.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.jurigged.controller.Event;

/** Classes with a method {@code __conform__} are told what changed. */
final class ConformTest extends LiveTestCase {
    private static final String EDITED = """
            package conf;

            public class Edited {
                public static String text() {
                    return "one";
                }
            }
            """;

    private static final String TOLD = """
            package conf;

            import java.util.ArrayList;
            import java.util.Collections;
            import java.util.List;

            public class Told {
                static final List<String> LOG = Collections.synchronizedList(new ArrayList<>());

                static void __conform__(Class<?>[] changed) {
                    for (Class<?> c : changed) {
                        LOG.add(c.getName() + " " + Edited.text() + " " + Thread.currentThread().getName());
                    }
                }

                public static String log() {
                    String all = LOG.toString();
                    LOG.clear();
                    return all;
                }
            }
            """;

    private static final String KEPT = """
            package conf;

            import java.util.ArrayList;
            import java.util.List;

            public class Kept {
                static final List<Kept> ALL = new ArrayList<>();
                int told;

                private void __conform__(Class<?>[] changed) {
                    told++;
                }

                public static String make() {
                    ALL.add(new Kept());
                    ALL.add(new Below());
                    return "made";
                }

                public static String told() {
                    return ALL.get(0).told + " " + ALL.get(1).told;
                }

                static class Below extends Kept {}
            }
            """;

    private static final String THROWING = """
            package conf;

            public class Throwing {
                static boolean throwing;

                static void __conform__(Class<?>[] changed) {
                    if (throwing) {
                        throw new IllegalStateException("not today");
                    }
                }

                public static String set(String value) {
                    throwing = value.equals("yes");
                    return value;
                }
            }
            """;

    private static final String BLOCKING = """
            package conf;

            import java.util.concurrent.CountDownLatch;

            public class Blocking {
                static volatile CountDownLatch latch = new CountDownLatch(0);
                static volatile boolean isIn;

                static void __conform__(Class<?>[] changed) throws Exception {
                    isIn = latch.getCount() > 0;
                    latch.await();
                    isIn = false;
                }

                public static String block() {
                    latch = new CountDownLatch(1);
                    return "blocked";
                }

                public static String release() {
                    boolean was = isIn;
                    latch.countDown();
                    return "" + was;
                }
            }
            """;

    private static final String LATE = """
            package conf;

            public class Late {
                static int told;

                public static String told() {
                    return "" + told;
                }
            }
            """;

    private static final String GONE = """
            package conf;

            public class Gone {
                public static String text() {
                    return "here";
                }
            }
            """;

    private static final String PARTY = """
            package third;

            public class Party {
                static int told;

                static void __conform__(Class<?>[] changed) {
                    told += changed.length;
                }

                public static String told() {
                    return "" + told;
                }
            }
            """;

    @Override
    LiveProgram start() throws Exception {
        LivePrograms made = LivePrograms.on(feature)
                .source(EDITED, TOLD, KEPT, THROWING, BLOCKING, LATE, GONE)
                .compile();
        Path party = made.directory.resolve("party");
        Path source =
                Files.createDirectories(made.directory.resolve("elsewhere")).resolve("Party.java");
        TestJdk.compile(
                made.jdk,
                List.of(Files.writeString(source, PARTY)),
                List.of(),
                party,
                java.nio.charset.StandardCharsets.UTF_8);
        Files.delete(source);
        Path services = Files.createDirectories(party.resolve("META-INF/services"));
        Files.writeString(services.resolve("org.jurigged.conform"), "# told of changes\nthird.Party # always\n");
        LiveProgram program = made.start(List.of(made.classes(), party));
        for (String call : List.of("conf.Told.log", "conf.Kept.make", "conf.Late.told", "conf.Gone.text")) {
            program.call(call);
        }
        program.call("conf.Throwing.set", "no");
        program.call("conf.Edited.text");
        program.call("conf.Blocking.release");
        return program;
    }

    /** Waits until a class is told, and then for the last one of all. */
    private List<Event> conformed(String className) {
        List<Event> events = told(mark, className);
        told(mark, "conf.Told");
        return events;
    }

    private List<Event> told(int from, String className) {
        return program.heard.await(
                from,
                event -> event instanceof Event.Conformed c && c.conformer().equals(className),
                className);
    }

    private int mark;

    private void edit(String type, String old, String replacement) {
        mark = program.heard.mark();
        program.edit(type, old, replacement).live();
    }

    @Test
    void areToldByAStaticMethodOnceTheNewCodeIsLive() {
        program.call("conf.Told.log");
        edit("conf.Edited", "\"one\"", "\"two\"");
        List<Event> events = conformed("conf.Told");
        assertThat(events).anyMatch(Event.Live.class::isInstance);
        assertThat(program.call("conf.Told.log")).isEqualTo("[conf.Edited two jurigged-conform]");
        edit("conf.Edited", "\"two\"", "\"one\"");
        conformed("conf.Told");
    }

    @Test
    void areToldByAMethodOfTheirObjectsOfSubclassesToo() {
        String[] before = program.call("conf.Kept.told").split(" ");
        assertThat(before).hasSize(2);
        edit("conf.Late", "return \"\" + told", "return \"\" + (told + 0)");
        conformed("conf.Kept");
        String[] after = program.call("conf.Kept.told").split(" ");
        for (int i = 0; i < after.length; i++) {
            assertThat(Integer.parseInt(after[i])).isEqualTo(Integer.parseInt(before[i]) + 1);
        }
    }

    @Test
    void areToldByAMethodThatAnEditAdds() {
        edit(
                "conf.Late",
                "    static int told;\n",
                "    static int told;\n\n    private static void __conform__(Class<?>[] changed) {\n        told++;\n    }\n");
        conformed("conf.Late");
        assertThat(program.call("conf.Late.told")).isEqualTo("1");
        edit("conf.Late", "told++", "told += 10");
        conformed("conf.Late");
        assertThat(program.call("conf.Late.told")).isEqualTo("11");
    }

    @Test
    void areToldOfDeletedSources() throws Exception {
        program.call("conf.Told.log");
        mark = program.heard.mark();
        Files.delete(program.sources.file("conf.Gone"));
        conformed("conf.Told");
        assertThat(program.call("conf.Told.log")).startsWith("[conf.Gone ");
    }

    @Test
    void mayThrowWhichIsToldWithTheStackAndHarmsNothing() {
        program.call("conf.Throwing.set", "yes");
        try {
            edit("conf.Throwing", "\"not today\"", "\"not now\"");
            List<Event> events = program.heard.await(mark, Event.ConformFailed.class);
            Event.ConformFailed failed = (Event.ConformFailed) events.get(events.size() - 1);
            assertThat(failed.conformer()).isEqualTo("conf.Throwing");
            assertThat(failed.problem()).isEqualTo("java.lang.IllegalStateException: not now");
            assertThat(failed.stack()).contains("at conf.Throwing.__conform__(Throwing.java:");
        } finally {
            program.call("conf.Throwing.set", "no");
        }
        conformed("conf.Told");
        assertThat(program.call("conf.Throwing.set", "no")).isEqualTo("no");
    }

    @Test
    void keepNoSaveWaitingWhenTheyBlock() {
        program.call("conf.Blocking.block");
        edit("conf.Edited", "\"one\"", "\"while blocked\"");
        int first = mark;
        assertThat(program.call("conf.Edited.text")).isEqualTo("while blocked");
        edit("conf.Edited", "\"while blocked\"", "\"one\"");
        assertThat(program.call("conf.Edited.text")).isEqualTo("one");
        program.call("conf.Blocking.release");
        // Both saves are told, the one after the other.
        int end = first + told(first, "conf.Told").size();
        told(end, "conf.Told");
    }

    @Test
    void areNamedByLibrariesInAServiceFile() {
        int before = Integer.parseInt(program.call("third.Party.told"));
        edit("conf.Late", "    public static String told()", "    @Deprecated\n    public static String told()");
        conformed("third.Party");
        assertThat(Integer.parseInt(program.call("third.Party.told"))).isEqualTo(before + 1);
    }
}

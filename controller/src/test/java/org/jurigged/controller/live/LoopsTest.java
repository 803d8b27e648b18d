package org.jurigged.controller.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.jurigged.controller.Event;
import org.jurigged.controller.JuriggedException;
import org.jurigged.controller.loop.LoopCommand;
import org.jurigged.controller.loop.LoopOptions;
import org.jurigged.controller.loop.LoopSpec;
import org.jurigged.controller.loop.Loops;

/** Methods that run again with each save, with the arguments that they were called with. */
final class LoopsTest extends LiveTestCase {
    private static final String DOOMED = "    static String doomed() {\n        return \"doomed\";\n    }\n\n";

    private static final String TOOL = """
            package loops;

            import java.util.ArrayList;
            import java.util.List;

            public class Tool {
                final int base = 40;
                static int runs;

                public static String solve(String text) {
                    String given = text;
                    text = "changed";
                    runs++;
                    System.out.println("solving " + given);
                    System.err.print("beware");
                    return given + " once";
                }

                public static String callDoomed() {
                    return doomed();
                }

                static String doomed() {
                    return "doomed";
                }

                public static String runs() {
                    return "" + runs;
                }

                static int fib(int n) {
                    return n < 2 ? n : fib(n - 1) + fib(n - 2);
                }

                public static String callAdded() {
                    return "nothing added";
                }

                public static String recursive(String n) {
                    return "fib " + fib(Integer.parseInt(n));
                }

                long wide(long a, double b, byte c, Tool other) {
                    return (long) (a + b + c + base + (other == this ? 1 : 0));
                }

                public static String instance() {
                    Tool tool = new Tool();
                    return "" + tool.wide(1L << 33, 0.5, (byte) 2, tool);
                }

                static class Inner {
                    static synchronized void nothing(int[] counts) {
                        counts[0]++;
                    }
                }

                public static String nested() {
                    int[] counts = {0};
                    Inner.nothing(counts);
                    return "counted " + counts[0];
                }

                static int parse(String text) {
                    return Integer.parseInt(text);
                }

                public static String parsed(String text) {
                    try {
                        return "parsed " + parse(text);
                    } catch (NumberFormatException e) {
                        return "caught " + e.getMessage();
                    }
                }

                static String grows(String text) {
                    return "grown " + text;
                }

                public static String growing(String text) {
                    return grows(text);
                }
            }
            """;

    private static final String LATE = """
            package loops;

            public class Late {
                static final int STARTED = 7;

                public static String late() {
                    return "late " + STARTED;
                }
            }
            """;

    private static final String THREADS = """
            package loops;

            import java.util.concurrent.CopyOnWriteArrayList;
            import java.util.List;

            public class Threads {
                static final List<String> DONE = new CopyOnWriteArrayList<>();

                static String work(int number) {
                    return "work " + number;
                }

                public static String start() {
                    for (int i = 0; i < 3; i++) {
                        int number = i;
                        Thread thread = new Thread(() -> DONE.add(work(number)), "worker-" + i);
                        thread.setDaemon(true);
                        thread.start();
                    }
                    return "started";
                }

                public static String done() {
                    return DONE.stream().sorted().toList().toString();
                }
            }
            """;

    private Loops loops;

    @Override
    LiveProgram start() throws Exception {
        List<LoopOptions.Loop> methods = List.of(
                always("loops.Tool.solve"),
                always("loops.Tool::fib(int)"),
                always("loops.Tool.wide(long, double, byte, Tool)"),
                always("loops.Tool.Inner.nothing"),
                new LoopOptions.Loop(LoopSpec.parse("loops.Tool.parse"), LoopOptions.When.THROWN),
                always("loops.Tool.grows"),
                always("loops.Tool.added"),
                always("loops.Tool.doomed"),
                always("loops.Late.late"),
                always("loops.Threads.work"));
        loops = Loops.of(new LoopOptions(methods, true, Optional.empty()));
        return LivePrograms.on(feature).source(TOOL, LATE, THREADS).loop(loops).start();
    }

    private static LoopOptions.Loop always(String method) throws JuriggedException {
        return new LoopOptions.Loop(LoopSpec.parse(method), LoopOptions.When.ALWAYS);
    }

    @AfterEach
    void goOn() {
        loops.command(LoopCommand.CONTINUE);
    }

    private CompletableFuture<String> calling(String method, String... arguments) {
        program.mark();
        return CompletableFuture.supplyAsync(() -> program.call(method, arguments));
    }

    private static String answer(CompletableFuture<String> call) {
        assertThat(call).succeedsWithin(Duration.ofSeconds(60));
        return call.join();
    }

    private final AtomicInteger seen = new AtomicInteger();

    /** Waits for the next run that is told. */
    private Event.LoopRun run(int number) {
        List<Event> events = program.heard.await(
                seen.get(), event -> event instanceof Event.LoopRun run && run.run() == number, "run " + number);
        seen.addAndGet(events.size());
        return (Event.LoopRun) events.get(events.size() - 1);
    }

    @Test
    void showsResultAndOutputAndRunsAgainWithTheSameArgumentsAfterASave() {
        seen.set(program.heard.mark());
        CompletableFuture<String> call = calling("loops.Tool.solve", "puzzle");
        Event.LoopRun first = run(1);
        assertThat(first.method()).isEqualTo("loops.Tool.solve(String)");
        assertThat(first.thread()).isEqualTo("talk");
        assertThat(first.result()).isEqualTo("\"puzzle once\"");
        assertThat(first.stdout()).isEqualTo("solving puzzle\n");
        assertThat(first.stderr()).isEqualTo("beware");
        assertThat(first.thrown()).isEmpty();
        assertThat(call).isNotDone();

        program.edit("loops.Tool", "\" once\"", "\" twice\"");
        assertThat(run(2).result()).isEqualTo("\"puzzle twice\"");
        assertThat(program.heard.since(0))
                .noneMatch(event ->
                        event instanceof Event.StillOld old && old.method().contains("solve"));
        loops.command(LoopCommand.AGAIN);
        assertThat(run(3).result()).isEqualTo("\"puzzle twice\"");
        loops.command(LoopCommand.CONTINUE);
        assertThat(answer(call)).isEqualTo("puzzle twice");
        assertThat(program.call("loops.Tool.runs")).isEqualTo("3");
    }

    @Test
    void innerCallsOfARecursionDoNotLoop() {
        seen.set(program.heard.mark());
        CompletableFuture<String> call = calling("loops.Tool.recursive", "20");
        assertThat(run(1).result()).isEqualTo("6765");
        program.edit("loops.Tool", "n < 2 ? n :", "n < 2 ? n + 1 :");
        assertThat(run(2).result()).isEqualTo("17711");
        loops.command(LoopCommand.CONTINUE);
        assertThat(answer(call)).isEqualTo("fib 17711");
    }

    @Test
    void instanceMethodsKeepTheirReceiverAndWideArguments() {
        seen.set(program.heard.mark());
        CompletableFuture<String> call = calling("loops.Tool.instance");
        assertThat(run(1).result()).isEqualTo(Long.toString((1L << 33) + 43));
        program.edit("loops.Tool", "a + b + c + base", "a - b + c + base");
        assertThat(run(2).result()).isEqualTo(Long.toString((1L << 33) + 42));
        loops.command(LoopCommand.CONTINUE);
        assertThat(answer(call)).isEqualTo(Long.toString((1L << 33) + 42));
    }

    @Test
    void aSynchronizedMethodOfANestedClassWithoutAResultLoops() {
        seen.set(program.heard.mark());
        CompletableFuture<String> call = calling("loops.Tool.nested");
        assertThat(run(1).returns()).isFalse();
        loops.command(LoopCommand.AGAIN);
        run(2);
        loops.command(LoopCommand.CONTINUE);
        assertThat(answer(call)).isEqualTo("counted 2");
    }

    @Test
    void anExceptionIsShownWithItsSourceAndFixedByASave() {
        assertThat(program.call("loops.Tool.parsed", "12")).isEqualTo("parsed 12");
        seen.set(program.heard.mark());
        CompletableFuture<String> call = calling("loops.Tool.parsed", "12 ");
        Event.LoopRun failed = run(1);
        assertThat(failed.thrown()).singleElement().satisfies(thrown -> {
            assertThat(thrown.text()).startsWith("java.lang.NumberFormatException");
            assertThat(thrown.frames()).last().satisfies(place -> {
                assertThat(place.method()).isEqualTo("loops.Tool.parse");
                assertThat(place.source()).contains("return Integer.parseInt(text);");
            });
        });
        loops.command(LoopCommand.AGAIN);
        assertThat(run(2).thrown()).hasSize(1);
        program.edit("loops.Tool", "Integer.parseInt(text);", "Integer.parseInt(text.strip());");
        assertThat(answer(call)).isEqualTo("parsed 12");

        call = calling("loops.Tool.parsed", "x");
        assertThat(run(1).thrown()).hasSize(1);
        loops.command(LoopCommand.ABORT);
        assertThat(answer(call)).isEqualTo("caught For input string: \"x\"");
    }

    @Test
    void aClassThatIsLoadedLaterLoopsFromItsFirstCall() {
        seen.set(program.heard.mark());
        CompletableFuture<String> call = calling("loops.Late.late");
        assertThat(run(1).result()).isEqualTo("\"late 7\"");
        program.edit("loops.Late", "\"late \"", "\"later \"");
        assertThat(run(2).result()).isEqualTo("\"later 7\"");
        loops.command(LoopCommand.CONTINUE);
        assertThat(answer(call)).isEqualTo("later 7");
    }

    @Test
    void eachThreadWaitsAndASaveRunsAllOfThemAgain() {
        seen.set(program.heard.mark());
        assertThat(program.call("loops.Threads.start")).isEqualTo("started");
        List.of(1, 2, 3).forEach(any -> run(1));
        program.edit("loops.Threads", "\"work \"", "\"more work \"");
        List.of(1, 2, 3).forEach(any -> run(2));
        assertThat(program.call("loops.Threads.done")).isEqualTo("[]");
        List.of(1, 2, 3).forEach(any -> loops.command(LoopCommand.CONTINUE));
        org.awaitility.Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .until(() -> program.call("loops.Threads.done").equals("[more work 0, more work 1, more work 2]"));
    }

    @Test
    void aMethodThatTakesOtherArgumentsNowWaitsToGoOn() {
        seen.set(program.heard.mark());
        CompletableFuture<String> call = calling("loops.Tool.growing", "tree");
        run(1);
        program.edit("loops.Tool", "grows(String text)", "grows(String text, int much)");
        program.failed();
        program.mark();
        program.sources.write(program.sources
                .read("loops.Tool")
                .replace("return grows(text);", "return grows(text, 3);")
                .replace("\"grown \" + text;", "\"grown \" + text + much;"));
        program.heard.await(seen.get(), Event.LoopStuck.class);
        loops.command(LoopCommand.CONTINUE);
        assertThat(answer(call)).isEqualTo("grown tree");
        call = calling("loops.Tool.growing", "tree");
        assertThat(run(1).result()).isEqualTo("\"grown tree3\"");
        program.edit("loops.Tool", "text + much;", "text + much * 2;");
        assertThat(run(2).result()).isEqualTo("\"grown tree6\"");
        loops.command(LoopCommand.CONTINUE);
        assertThat(answer(call)).isEqualTo("grown tree6");
    }

    @Test
    void aMethodThatAnEditDeletesWaitsToGoOn() {
        seen.set(program.heard.mark());
        CompletableFuture<String> call = calling("loops.Tool.callDoomed");
        assertThat(run(1).result()).isEqualTo("\"doomed\"");
        program.edit("loops.Tool", DOOMED, "");
        program.mark();
        program.sources.write(program.sources.read("loops.Tool").replace("return doomed();", "return \"without\";"));
        List<Event> events = program.heard.await(seen.get(), Event.LoopStuck.class);
        assertThat(((Event.LoopStuck) events.get(events.size() - 1)).method()).isEqualTo("loops.Tool.doomed()");
        loops.command(LoopCommand.AGAIN);
        loops.command(LoopCommand.CONTINUE);
        assertThat(answer(call)).isEqualTo("doomed");
        assertThat(program.call("loops.Tool.callDoomed")).isEqualTo("without");
    }

    @Test
    void aMethodThatAnEditAddsIsLoopedToo() {
        seen.set(program.heard.mark());
        program.edit(
                        "loops.Tool",
                        "return \"nothing added\";",
                        "return new Tool().added(\"x\");\n    }\n\n    String added(String text) {\n"
                                + "        return text + base;")
                .live();
        CompletableFuture<String> call = calling("loops.Tool.callAdded");
        Event.LoopRun first = run(1);
        assertThat(first.method()).isEqualTo("loops.Tool.added(String)");
        assertThat(first.result()).isEqualTo("\"x40\"");
        program.edit("loops.Tool", "text + base;", "text + base + text;");
        assertThat(run(2).result()).isEqualTo("\"x40x\"");
        loops.command(LoopCommand.CONTINUE);
        assertThat(answer(call)).isEqualTo("x40x");
    }
}

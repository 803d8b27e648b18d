package org.jurigged.controller.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import jdk.jshell.SnippetEvent;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.jurigged.controller.Event;
import org.jurigged.controller.control.ControlClient;
import org.jurigged.controller.loop.LoopOptions;
import org.jurigged.controller.loop.LoopSpec;
import org.jurigged.controller.loop.Loops;
import org.jurigged.controller.repl.Repl;
import org.jurigged.controller.repl.ReplTarget;
import org.jurigged.controller.repl.SnippetControl;
import org.jurigged.controller.session.FrameLine;
import org.jurigged.controller.session.LivePrompt;

/** What the shell asks of a session, of a program that an agent has made live. */
@OnEachJdk
final class CommandsByAgentTest {
    private static final String SHOP = """
            package shop;

            public class Shop {
                static volatile boolean closed;

                public static int price() {
                    return 1;
                }

                public static String sell(String pieces) {
                    return "sold for " + Integer.parseInt(pieces) * price();
                }

                static int serve() throws InterruptedException {
                    int served = 0;
                    while (!closed) {
                        Thread.sleep(1);
                    }
                    return served + 1;
                }

                public static void open() {
                    new Thread(
                                    () -> {
                                        try {
                                            serve();
                                        } catch (InterruptedException e) {
                                            closed = true;
                                        }
                                    },
                                    "counter")
                            .start();
                }

                public static void close() {
                    closed = true;
                }
            }
            """;

    @Parameter
    int feature;

    private LiveProgram program;
    private String pid;
    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

    @BeforeEach
    void start() throws Exception {
        Loops loops = Loops.of(new LoopOptions(
                List.of(new LoopOptions.Loop(LoopSpec.parse("shop.Shop.sell"), LoopOptions.When.ALWAYS)),
                false,
                Optional.empty()));
        LivePrograms made = LivePrograms.on(feature).source(SHOP).byAgent().loop(loops);
        // JShell is this Java's, and compiles against class files that it can read.
        TestJdk.compile(
                TestJdk.of(Runtime.version().feature()),
                made.sources.files(),
                List.of(),
                made.classes(),
                StandardCharsets.UTF_8);
        program = made.start(List.of(made.classes()));
        pid = Long.toString(program.launched.process().pid());
    }

    @AfterEach
    void end() throws Exception {
        printed.reset();
        program.close();
    }

    private List<String> ask(String command, String... arguments) throws Exception {
        return ControlClient.ask(Long.parseLong(pid), command, arguments).orElseThrow();
    }

    @Test
    void aPatchIsLiveAndTakenBackAndTheStatusTellsOfIt() throws Exception {
        assertThat(ask("patch", "shop.Shop#price", "public static int price() { return 5; }"))
                .containsExactly("Patch 1 of shop.Shop.price() is live.");
        assertThat(program.call("shop.Shop.sell", "2")).isEqualTo("sold for 10");
        assertThat(ask("status")).anyMatch(line -> line.startsWith("Patch 1 of shop.Shop.price()"));
        ask("revert", "1");
        assertThat(program.call("shop.Shop.sell", "2")).isEqualTo("sold for 2");
    }

    @Test
    void framesAreToldWithWhatTheyRun() throws Exception {
        program.call("shop.Shop.open");
        program.edit("shop.Shop", "served + 1", "served + 2").live();
        List<FrameLine> frames =
                ask("frames", "serve").stream().map(FrameLine::decode).toList();
        assertThat(frames).singleElement().satisfies(frame -> {
            assertThat(frame.thread()).isEqualTo("counter");
            assertThat(frame.old()).isTrue();
            assertThat(frame.age().edit()).isEqualTo(FrameLine.EARLIER);
        });
        program.call("shop.Shop.close");
    }

    @Test
    void whatTakesADebugConnectionSaysSo() throws Exception {
        for (String note : List.of(
                "By an agent, as it has no debug port: frames are not moved",
                "that takes a debug connection, and it has no debug port.")) {
            program.heard.await(
                    0, event -> event instanceof Event.Note told && told.text().contains(note), note);
        }
        assertThat(ask("loop", "")).isEmpty();
    }

    @Test
    void snippetsRunSeeTheEditsAndAreStopped() throws Exception {
        LivePrompt prompt = program.session.prompt(Long.parseLong(pid)).get(30, TimeUnit.SECONDS);
        int level = Math.min(feature, Runtime.version().feature());
        ReplTarget about = new ReplTarget(
                prompt.about().label(), prompt.about().classPath(), level, Optional.empty(), false, Optional.empty());
        try (Repl repl = Repl.open(
                about, new SnippetControl(prompt.runner(Optional.empty(), printed::writeBytes), about, true))) {
            Runnable end = program.session.onChange(repl::changed);
            value(repl, "import shop.Shop;");
            assertThat(value(repl, "Shop.price()")).isEqualTo("1");
            assertThat(value(repl, "int twice() { return 2 * Shop.price(); }")).isNull();
            program.edit(
                            "shop.Shop",
                            "public static int price() {\n        return 1;",
                            "public static int tax() {\n        return 4;\n    }\n\n    public static int price() {\n        return tax();")
                    .live();
            assertThat(value(repl, "twice() + Shop.tax()")).isEqualTo("12");
            assertThat(value(repl, "int twice() { return 3 * Shop.price(); }")).isNull();
            assertThat(value(repl, "twice()")).isEqualTo("12");
            value(repl, "System.out.print(\"said \" + \"x\".repeat(200_000))");
            assertThat(printed.toString(StandardCharsets.UTF_8)).isEqualTo("said " + "x".repeat(200_000));
            CompletableFuture<List<SnippetEvent>> running =
                    CompletableFuture.supplyAsync(() -> repl.eval("Thread.sleep(1_000_000);"));
            await().atMost(Duration.ofSeconds(60)).until(() -> {
                repl.stop();
                return running.isDone();
            });
            assertThat(value(repl, "1 + 1")).isEqualTo("2");
            end.run();
        }
    }

    private static String value(Repl repl, String source) {
        List<SnippetEvent> events = repl.eval(source);
        assertThat(events).as(source).isNotEmpty();
        assertThat(events.get(0).exception()).as(source).isNull();
        return events.get(0).value();
    }
}

package org.jurigged.controller.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.jdi.event.BreakpointEvent;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.jurigged.controller.Event;
import org.jurigged.controller.loop.LoopCommand;
import org.jurigged.controller.loop.LoopOptions;
import org.jurigged.controller.loop.LoopSpec;
import org.jurigged.controller.loop.Loops;

/** Snippets in the frame of a thread that is held. */
final class HeldFrameTest extends ReplTestCase {
    private static final String SHOP = """
            package held;

            import java.util.List;
            import java.util.Map;
            import java.util.concurrent.CopyOnWriteArrayList;

            public class Shop {
                static final List<String> DONE = new CopyOnWriteArrayList<>();
                private static int opened = 1;
                private int fee = 2;
                private long wide = 5;

                private static String mark(String text) {
                    return "<" + text + ">";
                }

                private long cost(long n, int times) {
                    return n * times * fee;
                }

                private static final class Slip {
                    private final String text = "slip";
                }

                String order(List<String> names, int count) {
                    long total = 10;
                    Slip slip = new Slip();
                    for (String name : names) {
                        total += cost(count, 1);
                        slip = null;
                    }
                    return names + " " + count + " " + total + " " + fee + " " + slip;
                }

                public static String sell() {
                    return new Shop().order(List.of("tea", "milk"), 3);
                }

                public static String price(String name, int times) {
                    return name + times;
                }

                public static String prices() {
                    return price("cake", 2);
                }

                static int priceIn(Map<String, Integer> prices, String name) {
                    return prices.get(name).intValue();
                }

                private static void begin(String name, Runnable work) {
                    Thread thread = new Thread(work, name);
                    thread.setDaemon(true);
                    thread.setUncaughtExceptionHandler((t, e) -> DONE.add("ended"));
                    thread.start();
                }

                public static String buy() {
                    begin("buyer", () -> DONE.add("paid " + priceIn(Map.of("tea", 4), "cake")));
                    return "begun";
                }

                static void fail(int number) {
                    throw new IllegalStateException("on purpose " + number);
                }

                public static String failTwice() {
                    begin("twin", () -> fail(1));
                    begin("twin", () -> fail(2));
                    return "begun";
                }

                public static String done() {
                    return DONE.toString();
                }

                public static String clear() {
                    DONE.clear();
                    return "clear";
                }
            }
            """;
    private static final String IN = "held";

    private Loops loops;

    @Override
    LiveProgram start() throws Exception {
        LoopOptions.Loop price = new LoopOptions.Loop(LoopSpec.parse("held.Shop.price"), LoopOptions.When.ALWAYS);
        loops = Loops.of(new LoopOptions(List.of(price), false, Optional.of(LoopOptions.ALL)));
        return start(LivePrograms.on(feature).source(SHOP).shared().loop(loops));
    }

    @AfterEach
    void clear() {
        for (int i = 0; i < 3; i++) {
            loops.command(LoopCommand.CONTINUE);
        }
        program.call("held.Shop.clear");
    }

    private void openIn(String thread) throws Exception {
        assertThat(prompt().packageOf(thread)).isEqualTo(IN);
        open(Optional.of(IN), Optional.of(thread));
    }

    private int port() {
        List<Event> events = program.heard.await(0, Event.DebugPort.class);
        return ((Event.DebugPort) events.get(events.size() - 1)).port();
    }

    @Test
    void whereABreakpointIsTheFramesVariablesAreReadAndSet() throws Exception {
        program.call("held.Shop.done");
        try (Debugger debugger = new Debugger(port())) {
            debugger.stopAt("held.Shop", program.line("held.Shop", "total += cost"));
            CompletableFuture<String> call = CompletableFuture.supplyAsync(() -> program.call("held.Shop.sell"));
            debugger.next(BreakpointEvent.class);
            openIn("talk");
            assertThat(repl.news())
                    .hasSize(1)
                    .first()
                    .asString()
                    .matches(
                            "Thread \"talk\" is held in held.Shop.order line \\d+: this, .*names, count, total, .*\\.");
            readsWhatIsThere();
            sets();
            debugger.vm.resume();
            debugger.next(BreakpointEvent.class);
            followsTheThread();
            debugger.vm.eventRequestManager().deleteAllBreakpoints();
            debugger.vm.resume();
            assertThat(call.get(60, TimeUnit.SECONDS)).isEqualTo("[bread, rum] 7 167 3 null");
            goesOnWithoutIt();
        }
    }

    private void readsWhatIsThere() {
        assertThat(value("name + count + total")).isEqualTo("\"tea310\"");
        assertThat(value("names.get(1).length()")).isEqualTo("4");
        assertThat(value("this.fee + fee + wide + this.cost(2, 3)")).isEqualTo("21");
        assertThat(value("mark(slip.text) + opened")).isEqualTo("\"<slip>1\"");
        assertThat(value("names.stream().map(each -> each.charAt(0) + count + fee).toList()"))
                .isEqualTo("[121, 114]");
        assertThat(value("Thread.currentThread().getName()")).isEqualTo("\"jurigged-snippet\"");
        value("int doubled(int n) { return this.fee * n; }");
        assertThat(value("doubled(count)")).isEqualTo("6");
        assertThat(repl.snippets("")).hasSize(8);
    }

    private void sets() {
        value("count = 7");
        value("total += 100");
        value("fee++");
        value("opened = 2");
        value("names = List.of(\"bread\", \"rum\")");
        assertThat(repl.news()).isEmpty();
        assertThat(value("opened + fee + count")).isEqualTo("12");
        value("this_ = null");
        assertThat(repl.news()).containsExactly("this can't be set in the frame: it is no local variable.");
        assertThat(value("this != null")).isEqualTo("true");
    }

    private void followsTheThread() {
        assertThat(value("name + total + (slip == null)")).isEqualTo("\"milk131true\"");
        value("total += 15");
        value("String name = \"own\"");
        assertThat(repl.news())
                .containsExactly("name is a variable of the prompt's own now: the frame's is as it was.");
        assertThat(value("name + count")).isEqualTo("\"own7\"");
    }

    private void goesOnWithoutIt() {
        assertThat(value("count")).isEqualTo("7");
        assertThat(repl.news())
                .containsExactly(
                        "Thread \"talk\" isn't held: its variables can be had where a debugger's breakpoint, --catch"
                                + " or --loop has stopped it. What is known of its variables is what they were.");
        assertThat(value("count = 8")).isEqualTo("8");
        assertThat(repl.news()).isEmpty();
    }

    @Test
    void whereALoopWaitsItsArgumentsAreReadAndCantBeSet() throws Exception {
        int mark = program.heard.mark();
        CompletableFuture<String> call = CompletableFuture.supplyAsync(() -> program.call("held.Shop.prices"));
        program.heard.await(mark, Event.LoopRun.class);
        openIn("talk");
        assertThat(value("mark(name) + (times + opened - opened)")).isEqualTo("\"<cake>2\"");
        value("times = 9");
        assertThat(repl.news())
                .last()
                .isEqualTo(
                        "times can't be set in the frame: --loop runs the method with the arguments that it was called with.");
        assertThat(value("times")).isEqualTo("2");
        mark = program.heard.mark();
        program.edit("held.Shop", "return name + times;", "return times + name;");
        program.heard.await(mark, Event.LoopRun.class);
        value("1 + 1");
        assertThat(repl.news()).anyMatch(line -> line.contains("an edit has replaced the code that it runs"));
        loops.command(LoopCommand.CONTINUE);
        assertThat(call.get(60, TimeUnit.SECONDS)).isEqualTo("2cake");
    }

    @Test
    void whereAnExceptionIsHeldAnArgumentIsSetAndTheMethodEnteredAgain() throws Exception {
        int mark = program.heard.mark();
        program.call("held.Shop.buy");
        program.heard.await(mark, Event.Caught.class);
        openIn("buyer");
        assertThat(value("prices.get(name)")).isEqualTo("null");
        value("name = \"tea\"");
        assertThat(value("priceIn(prices, name)")).isEqualTo("4");
        loops.command(LoopCommand.AGAIN);
        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(program.call("held.Shop.done")).isEqualTo("[paid 4]"));
    }

    @Test
    void whatCantBeIsSaidInOneSentence() throws Exception {
        assertThatThrownBy(() -> prompt().packageOf("nobody")).hasMessage("The program has no thread \"nobody\".");
        assertThatThrownBy(() -> prompt().packageOf("talk")).hasMessageStartingWith("Thread \"talk\" isn't held: ");
        assertThatThrownBy(() -> open(Optional.of(IN), Optional.of("talk")))
                .hasMessageStartingWith("Thread \"talk\" isn't held: ");
        program.call("held.Shop.failTwice");
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThatThrownBy(() -> prompt().packageOf("twin"))
                        .hasMessage(
                                "2 threads with the name \"twin\" are held: there is no telling which one is meant."));
        // The second is told of once the first has gone on: left to the next test, it would take that one's command.
        Awaitility.await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> {
            loops.command(LoopCommand.CONTINUE);
            assertThat(program.call("held.Shop.done")).isEqualTo("[ended, ended]");
        });
    }
}

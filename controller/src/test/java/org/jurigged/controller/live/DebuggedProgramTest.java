package org.jurigged.controller.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import com.sun.jdi.IntegerValue;
import com.sun.jdi.ThreadReference;
import com.sun.jdi.event.BreakpointEvent;
import com.sun.jdi.request.StepRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.jurigged.controller.Event;

/** A debugger and jurigged on one JVM. */
final class DebuggedProgramTest extends LiveTestCase {
    private static final String TYPE = "debugged.Account";
    private static final String SOURCE = """
            package debugged;

            public class Account {
                static int total = 10;

                public static int pay(String amount) {
                    int by = Integer.parseInt(amount);
                    total = total + by;
                    return total;
                }
            }
            """;
    private static final String TILL = """
            package debugged;

            public class Till {
                public static int ring(String amount) {
                    int sum = Integer.parseInt(amount);
                    sum = sum + 1;
                    return sum;
                }
            }
            """;
    private static final String OTHER = """
            package debugged;

            public class Other {
                public static int value() {
                    return 1;
                }

                public static int asked() {
                    int value = value();
                    return value;
                }
            }
            """;

    private static final String STOCK = """
            package debugged;

            public class Stock {
                static Class<?> loaded;

                public static String load(String name) throws Exception {
                    loaded = Class.forName(name, false, Stock.class.getClassLoader());
                    return name;
                }
            }
            """;
    private static final String ITEM = """
            package debugged;

            public class Item {
                public static int price() {
                    return 1;
                }
            }
            """;

    @Override
    LiveProgram start() throws Exception {
        return LivePrograms.on(feature)
                .source(SOURCE, OTHER, TILL, STOCK, ITEM, ITEM.replace("Item", "Gift"))
                .shared()
                .start();
    }

    private int port() {
        List<Event> events = program.heard.await(0, Event.DebugPort.class);
        return ((Event.DebugPort) events.get(events.size() - 1)).port();
    }

    private CompletableFuture<String> calling(String method, String... arguments) {
        return CompletableFuture.supplyAsync(() -> program.call(method, arguments));
    }

    private static String result(CompletableFuture<String> call) throws Exception {
        return call.get(60, TimeUnit.SECONDS);
    }

    @Test
    void breakpointsFollowTheirLinesThroughThreeSavesWhileTheirThreadIsHeld() throws Exception {
        int start = Integer.parseInt(program.call(TYPE + ".pay", "0"));
        try (Debugger debugger = new Debugger(port())) {
            debugger.stopAt(TYPE, program.line(TYPE, "total = total + by"));
            CompletableFuture<String> call = calling(TYPE + ".pay", "1");
            ThreadReference thread = stopped(debugger, "total = total + by");

            String moved =
                    program.sources.replaced(TYPE, "    static int total", "    // moved\n\n    static int total");
            program.save(moved.replace("return total;", "return total * 2;")).live();
            assertThat(thread.suspendCount()).isEqualTo(1);
            assertThat(thread.frame(0).thread().name()).isEqualTo("talk");
            debugger.vm.resume();
            // It was called before.
            assertThat(result(call)).isEqualTo(Integer.toString(start + 1));

            call = calling(TYPE + ".pay", "2");
            stopped(debugger, "total = total + by");
            program.edit(
                            TYPE,
                            "    public static int pay",
                            "    static int more() {\n        return 100;\n    }\n\n    public static int pay")
                    .live();
            program.edit(TYPE, "total = total + by;", "total = total + by + more();")
                    .live();
            debugger.vm.resume();
            assertThat(result(call)).isEqualTo(Integer.toString(2 * (start + 3)));

            call = calling(TYPE + ".pay", "3");
            stopped(debugger, "total = total + by + more()");
            assertThat(debugger.vm.allThreads())
                    .extracting(ThreadReference::name)
                    .doesNotContain("jurigged");
            debugger.vm.resume();
            assertThat(result(call)).isEqualTo(Integer.toString(2 * (start + 106)));
        }
        assertThat(program.call(TYPE + ".pay", "0")).isEqualTo(Integer.toString(2 * (start + 206)));
    }

    @Test
    void aTerminalsJdbStandsInAMethodWhoseBodyIsEditedThreeTimesOver() throws Exception {
        String type = "debugged.Till";
        program.call(type + ".ring", "0");
        try (Jdb jdb = new Jdb(program.jdk, port())) {
            jdb.say("stop at " + type + ":" + program.line(type, "sum = sum + 1"))
                    .await("Set breakpoint " + type);
            for (int i = 1; i <= 3; i++) {
                CompletableFuture<String> call = calling(type + ".ring", "5");
                String hit = jdb.await("Breakpoint hit: .*Till.ring\\(\\), line=\\d+ ");
                assertThat(hit).contains("line=" + program.line(type, "sum = sum +") + " ");

                String added = "    // " + i + "\n    public static int ring";
                String moved = program.sources.replaced(type, "    public static int ring", added);
                assertThat(program.save(moved.replace("sum + " + i, "sum + " + (i + 1)))
                                .live())
                        .anyMatch(e -> e instanceof Event.StillOld old
                                && old.method().equals(type + ".ring(String)")
                                && old.threads().equals(List.of("talk")));
                assertThat(jdb.say("threads").await("talk .*\n(.*\n)*.*\\[1\\] $"))
                        .contains("talk", "at breakpoint");
                jdb.say("cont");
                // It was called before.
                assertThat(result(call)).isEqualTo(Integer.toString(5 + i));
            }
            CompletableFuture<String> call = calling(type + ".ring", "5");
            jdb.await("Breakpoint hit: .*Till.ring\\(\\), line=" + program.line(type, "sum = sum + 4") + " ");
            assertThat(jdb.say("print sum").await("sum = \\d")).contains("sum = 5");
            jdb.say("next").await("Step completed: .*line=" + program.line(type, "return sum") + " ");
            assertThat(jdb.say("print sum").await("sum = \\d")).contains("sum = 9");
            jdb.say("cont");
            assertThat(result(call)).isEqualTo("9");
        }
        assertThat(program.call(type + ".ring", "1")).isEqualTo("5");
    }

    private ThreadReference stopped(Debugger debugger, String text) throws Exception {
        BreakpointEvent event = debugger.next(BreakpointEvent.class);
        assertThat(event.location().lineNumber()).isEqualTo(program.line(TYPE, text));
        return event.thread();
    }

    @Test
    void stepsEndWhereTheyWouldAndCallsWorkInASaveThatCameBetween() throws Exception {
        program.call("debugged.Other.value");
        try (Debugger debugger = new Debugger(port())) {
            debugger.stopAt("debugged.Other", program.line("debugged.Other", "return 1"));
            CompletableFuture<String> call = calling("debugged.Other.asked");
            ThreadReference thread = debugger.next(BreakpointEvent.class).thread();
            program.edit("debugged.Other", "return 1", "return 2").live();
            assertThat(debugger.stepTo(thread, StepRequest.STEP_OUT))
                    .isEqualTo(program.line("debugged.Other", "int value = value()"));
            debugger.vm.eventRequestManager().deleteAllBreakpoints();
            com.sun.jdi.ClassType other = (com.sun.jdi.ClassType) debugger.type("debugged.Other");
            IntegerValue value = (IntegerValue)
                    other.invokeMethod(thread, other.methodsByName("value").get(0), List.of(), 1);
            assertThat(value.value()).isEqualTo(2);
            debugger.vm.resume();
            assertThat(result(call)).isEqualTo("1");
        }
        program.edit("debugged.Other", "return 2", "return 1").live();
    }

    @Test
    void nothingRunsAnyMoreWhenADebuggersSuspensionIsAnswered() throws Exception {
        program.call("debugged.Other.value");
        try (Debugger debugger = new Debugger(port())) {
            for (int i = 0; i < 200; i++) {
                debugger.vm.suspend();
                CompletableFuture<String> call = calling("debugged.Other.value");
                debugger.vm.allThreads();
                boolean ran = call.isDone();
                debugger.vm.resume();
                result(call);
                assertThat(ran).as("round %d", i).isFalse();
            }
        }
    }

    /** The first of them starts a thread of jurigged's while the debugger holds all, and those that start. */
    @Test
    void classesThatAreNotLinkedYetChangeWhileADebuggerHoldsAllThreads() throws Exception {
        for (String type : List.of("debugged.Item", "debugged.Gift")) {
            program.call("debugged.Stock.load", type);
            try (Debugger debugger = new Debugger(port())) {
                debugger.vm.suspend();
                program.edit(type, "return 1", "return 2").live();
                assertThat(debugger.vm.allThreads())
                        .allMatch(thread -> thread.suspendCount() == 1)
                        .extracting(ThreadReference::name)
                        .doesNotContain("jurigged");
                debugger.vm.resume();
            }
            assertThat(program.call(type + ".price")).isEqualTo("2");
        }
    }

    /** To attach to the JVM would be to wait for its Attach Listener, which the debugger holds with all others. */
    @Test
    void whatIsMadeAheadIsNotWaitedForWhileADebuggerHoldsAllThreads() throws Exception {
        try (Debugger debugger = new Debugger(port())) {
            debugger.vm.suspend();
            assertTimeoutPreemptively(
                    Duration.ofSeconds(20), () -> program.launched.target().warmCalls());
            debugger.vm.resume();
        }
    }

    @Test
    void aDebuggersOwnReloadIsTakenNoteOf() throws Exception {
        String type = "debugged.Other";
        program.call(type + ".value");
        Path made = program.directory.resolve("made");
        Path source = Files.writeString(program.directory.resolve("Other.java"), OTHER.replace("return 1", "return 7"));
        TestJdk.compile(program.jdk, List.of(source), List.of(), made, java.nio.charset.StandardCharsets.UTF_8);
        byte[] bytes = Files.readAllBytes(made.resolve("debugged/Other.class"));
        int mark = program.heard.mark();
        try (Debugger debugger = new Debugger(port())) {
            debugger.vm.redefineClasses(Map.of(debugger.type(type), bytes));
            assertThat(program.call(type + ".value")).isEqualTo("7");
            program.heard.await(
                    mark,
                    event -> event instanceof Event.Note note && note.text().contains("redefined " + type),
                    type);
            program.edit(type, "return 1", "return 8").live();
            assertThat(program.call(type + ".value")).isEqualTo("8");

            program.edit(
                            type,
                            "    public static int value",
                            "    static int more() {\n        return 5;\n    }\n\n    public static int value")
                    .live();
            program.edit(type, "return 8", "return more()").live();
            assertThatThrownBy(() -> debugger.vm.redefineClasses(Map.of(debugger.type(type), bytes)))
                    .isInstanceOf(UnsupportedOperationException.class);
        }
        assertThat(program.call(type + ".value")).isEqualTo("5");
        program.save(OTHER).live();
    }
}

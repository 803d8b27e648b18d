package org.jurigged.controller.live;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.jdi.Bootstrap;
import com.sun.jdi.VMDisconnectedException;
import com.sun.jdi.VirtualMachineManager;
import com.sun.jdi.event.BreakpointEvent;
import com.sun.jdi.event.Event;
import com.sun.jdi.event.EventSet;
import com.sun.jdi.request.EventRequest;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** What a debugger has read of a class isn't so any more after a save: it is right about the class all the same. */
final class DebuggersMirrorsTest extends LiveTestCase {
    private static final String TYPE = "mirrored.Till";
    private static final String SOURCE = """
            package mirrored;

            public class Till {
                public static int ring(String amount) {
                    int sum = Integer.parseInt(amount);
                    sum = sum + 1;
                    return sum;
                }
            }
            """;

    private int saves;

    @Override
    LiveProgram start() throws Exception {
        return LivePrograms.on(feature).source(SOURCE).shared().start();
    }

    /** A debugger whose thread takes what it is told as it comes, as debuggers' do. */
    private final class Attached implements AutoCloseable {
        final Debugger debugger;
        final CompletableFuture<BreakpointEvent> stopped = new CompletableFuture<>();

        Attached(VirtualMachineManager manager) throws Exception {
            List<org.jurigged.controller.Event> ports =
                    program.heard.await(0, org.jurigged.controller.Event.DebugPort.class);
            debugger = new Debugger(
                    manager, ((org.jurigged.controller.Event.DebugPort) ports.get(ports.size() - 1)).port());
            EclipseJdi.havePatience(debugger.vm);
            Thread events = new Thread(this::take, "debugger-events");
            events.setDaemon(true);
            events.start();
        }

        private void take() {
            try {
                while (true) {
                    EventSet set = debugger.vm.eventQueue().remove();
                    for (Event event : set) {
                        if (event instanceof BreakpointEvent breakpoint) {
                            stopped.complete(breakpoint);
                        }
                    }
                }
            } catch (InterruptedException | VMDisconnectedException e) {
                // The test is over.
                return;
            }
        }

        /** Waits until the debugger knows the class, once, and code in a line of it. */
        void awaitLine(int line) {
            Awaitility.await().pollInterval(1, TimeUnit.MILLISECONDS).untilAsserted(() -> {
                assertThat(debugger.vm.classesByName(TYPE)).hasSize(1);
                assertThat(debugger.type(TYPE).locationsOfLine(line)).hasSize(1);
            });
        }

        @Override
        public void close() {
            debugger.close();
        }
    }

    /** Moves the method down, or back again. */
    private void save() {
        saves++;
        String comment = saves % 2 == 0 ? "" : "    // moved\n";
        program.save(SOURCE.replace("    public static", comment + "    public static")
                        .replace("+ 1", "+ " + (saves + 1)))
                .live();
    }

    @Test
    void oneThatKnowsAllClassesKnowsThemAfterEachOfManySaves() throws Exception {
        program.call(TYPE + ".ring", "0");
        try (Attached attached = new Attached(Bootstrap.virtualMachineManager())) {
            assertThat(attached.debugger.vm.allClasses()).isNotEmpty();
            for (int round = 0; round < 30; round++) {
                attached.awaitLine(program.line(TYPE, "return sum"));
                save();
            }
            attached.awaitLine(program.line(TYPE, "return sum"));
        }
    }

    @Test
    void breakpointsAndStacksHaveTheLinesOfTheLastSave() throws Exception {
        program.call(TYPE + ".ring", "0");
        try (EclipseJdi eclipse = new EclipseJdi()) {
            for (VirtualMachineManager manager : List.of(Bootstrap.virtualMachineManager(), eclipse.manager)) {
                assertStopsAtTheLine(manager);
                assertStopsAtTheLine(manager);
            }
        }
    }

    @Test
    void breakpointsThatAreEnabledAfterASaveStopAtTheirLines() throws Exception {
        program.call(TYPE + ".ring", "0");
        try (EclipseJdi eclipse = new EclipseJdi()) {
            for (VirtualMachineManager manager : List.of(Bootstrap.virtualMachineManager(), eclipse.manager)) {
                try (Attached attached = new Attached(manager)) {
                    EventRequest stop = attached.debugger.stopAt(TYPE, program.line(TYPE, "return sum"));
                    stop.disable();
                    String text = program.sources.replaced(TYPE, "    int sum", "    // moved\n        int sum");
                    program.save(text.replace("    sum =", "    amount = amount.trim();\n        sum ="))
                            .live();
                    stop.enable();
                    CompletableFuture<String> call = calling();
                    BreakpointEvent event = attached.stopped.get(60, TimeUnit.SECONDS);
                    attached.awaitLine(program.line(TYPE, "return sum"));
                    assertThat(event.thread().frame(0).location().lineNumber())
                            .isEqualTo(program.line(TYPE, "return sum"));
                    stop.disable();
                    attached.debugger.vm.resume();
                    call.get(60, TimeUnit.SECONDS);
                }
                save();
            }
        }
    }

    private CompletableFuture<String> calling() {
        return CompletableFuture.supplyAsync(() -> program.call(TYPE + ".ring", "5"));
    }

    private void assertStopsAtTheLine(VirtualMachineManager manager) throws Exception {
        try (Attached attached = new Attached(manager)) {
            attached.awaitLine(program.line(TYPE, "sum = sum +"));
            save();
            int line = program.line(TYPE, "sum = sum +");
            attached.awaitLine(line);
            EventRequest stop = attached.debugger.stopAt(TYPE, line);
            CompletableFuture<String> call = calling();
            BreakpointEvent event = attached.stopped.get(60, TimeUnit.SECONDS);
            assertThat(event.location().lineNumber()).isEqualTo(line);
            assertThat(event.thread().frame(0).location().lineNumber()).isEqualTo(line);
            assertThat(event.thread().frame(0).location().codeIndex()).isPositive();
            stop.disable();
            attached.debugger.vm.resume();
            assertThat(call.get(60, TimeUnit.SECONDS)).isEqualTo(Integer.toString(5 + saves + 1));
        }
    }
}

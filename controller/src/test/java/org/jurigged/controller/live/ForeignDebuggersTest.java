package org.jurigged.controller.live;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.jdi.Bootstrap;
import com.sun.jdi.VirtualMachineManager;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.jurigged.controller.Event;

/** Debuggers that nobody here wrote show the same through the shared port, between saves, as on the JVM itself. */
@OnEachJdk
final class ForeignDebuggersTest {
    @Parameter
    int feature;

    @Test
    void eclipseAndTheJdkShowTheSameThroughTheSharedPortAsOnTheJvmItself() throws Exception {
        try (EclipseJdi eclipse = new EclipseJdi();
                AttachedProgram plain =
                        new AttachedProgram(LivePrograms.on(feature).source(Debugged.SOURCE));
                LiveProgram shared = LivePrograms.on(feature)
                        .source(Debugged.SOURCE)
                        .shared()
                        .start()) {
            Direct direct = new Direct(plain);
            Shared subject = new Shared(shared);
            for (VirtualMachineManager manager : List.of(Bootstrap.virtualMachineManager(), eclipse.manager)) {
                List<String> expected = new DebugScript(manager, direct).run();
                assertThat(expected).contains("result front-15", "result alone front-3", "result front0");
                List<String> seen = new DebugScript(manager, subject).run();
                assertThat(seen).as("%s", manager.getClass()).isEqualTo(expected);
            }
            assertThat(shared.call(Debugged.TYPE + ".spare")).isEqualTo(Integer.toString(subject.edits));
        }
    }

    @Test
    void vsCodesDebuggerShowsTheSameThroughTheSharedPortAsOnTheJvmItself() throws Exception {
        try (EclipseJdi eclipse = new EclipseJdi();
                AttachedProgram plain =
                        new AttachedProgram(LivePrograms.on(feature).source(Debugged.SOURCE));
                LiveProgram shared = LivePrograms.on(feature)
                        .source(Debugged.SOURCE)
                        .shared()
                        .start()) {
            List<String> expected = new VsCodeScript(eclipse.manager, new Direct(plain)).run();
            assertThat(expected).contains("result front-43", "result alone front-3", "result front0");
            Shared subject = new Shared(shared);
            assertThat(new VsCodeScript(eclipse.manager, subject).run()).isEqualTo(expected);
            assertThat(shared.call(Debugged.TYPE + ".spare")).isEqualTo(Integer.toString(subject.edits));
        }
    }

    @Test
    void jdbPrintsTheSameThroughTheSharedPortAsOnTheJvmItself() throws Exception {
        try (AttachedProgram plain =
                        new AttachedProgram(LivePrograms.on(feature).source(Debugged.SOURCE));
                LiveProgram shared = LivePrograms.on(feature)
                        .source(Debugged.SOURCE)
                        .shared()
                        .start()) {
            List<String> expected = new JdbScript(shared.jdk, new Direct(plain)).run();
            assertThat(expected).contains("result front-44", "result alone front-3", "result front0");
            Shared subject = new Shared(shared);
            assertThat(new JdbScript(shared.jdk, subject).run()).isEqualTo(expected);
            assertThat(shared.call(Debugged.TYPE + ".spare")).isEqualTo(Integer.toString(subject.edits));
        }
    }

    private static final class Direct implements Debugged {
        private final AttachedProgram program;
        private String address;

        Direct(AttachedProgram program) throws IOException {
            this.program = program;
            detached();
        }

        @Override
        public int port() {
            return Integer.parseInt(address.substring(address.indexOf(':') + 1));
        }

        /** A JVM says that a debugger has gone before its events have: a thread may stop for one that nobody gets. */
        @Override
        public void detached() throws IOException {
            address = program.address();
        }

        @Override
        public String call(String method, String... arguments) throws Exception {
            return program.call(method, arguments);
        }

        @Override
        public void edit() {
            // Nobody else is there.
        }
    }

    private static final class Shared implements Debugged {
        private final LiveProgram program;
        private int edits;

        Shared(LiveProgram program) {
            this.program = program;
        }

        @Override
        public int port() {
            List<Event> events = program.heard.await(0, Event.DebugPort.class);
            return ((Event.DebugPort) events.get(events.size() - 1)).port();
        }

        @Override
        public void detached() {
            // It is.
        }

        @Override
        public String call(String method, String... arguments) {
            return program.call(method, arguments);
        }

        /** A body, then a method more, in turns. */
        @Override
        public void edit() {
            String old = edits % 2 == 0 ? "return " + edits + ";" : "return " + edits + ";\n    }\n";
            String more = edits % 2 == 0 ? "" : "\n    }\n\n    int more" + edits + "() {\n        return -1;\n    }\n";
            edits++;
            program.edit(Debugged.TYPE, old, "return " + edits + ";" + more).live();
        }
    }
}

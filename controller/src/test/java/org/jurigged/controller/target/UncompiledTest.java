package org.jurigged.controller.target;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.jdi.event.Event;
import com.sun.jdi.request.BreakpointRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.jurigged.controller.live.OnEachJdk;

/** Methods that are kept out of compiled code while something is done. */
@OnEachJdk
final class UncompiledTest {
    private static final String SOURCE = "public class %s { public static String text() { return \"text\"; } }";

    @Parameter
    int feature;

    @TempDir
    Path directory;

    /** What the JVM tells, it tells in order: whatever these calls bring comes before the class that is loaded after them. */
    @Test
    void whoCallsThemMeanwhileIsNotToldOf() throws Exception {
        for (String name : List.of("Kept", "Last")) {
            TalkProgram.compile(TalkProgram.classes(directory), name, SOURCE.formatted(name));
        }
        try (TalkProgram program = new TalkProgram(feature, directory)) {
            assertThat(program.call("made.Kept.text")).isEqualTo("= text");
            List<Event> told = new CopyOnWriteArrayList<>();
            List<String> loaded = new CopyOnWriteArrayList<>();
            program.target.onPrepare(Set.of("made."), loaded::add);
            LoadedClass kept = program.target.classes("made.Kept").get(0);
            Optional<Integer> set = program.target.uncompiled(kept, Set.of("text"), () -> {
                List<BreakpointRequest> requests = listenTo(told);
                for (int i = 0; i < 10; i++) {
                    call(program, "made.Kept.text");
                }
                return requests.size();
            });
            assertThat(set).hasValue(1);
            call(program, "made.Last.text");
            await().atMost(TalkProgram.BOUND).until(() -> loaded.contains("made.Last"));
            assertThat(told).isEmpty();
        }
    }

    private static List<BreakpointRequest> listenTo(List<Event> told) {
        List<BreakpointRequest> requests = TalkProgram.vm().eventRequestManager().breakpointRequests().stream()
                .filter(request -> request.location().declaringType().name().equals("made.Kept"))
                .toList();
        EventPump.Handler telling = told::add;
        requests.forEach(request -> request.putProperty(EventPump.HANDLER, telling));
        return requests;
    }

    private static void call(TalkProgram program, String method) {
        try {
            assertThat(program.call(method)).isEqualTo("= text");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

package org.jurigged.controller.live;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jurigged.controller.Event;
import org.jurigged.controller.launch.Launched;
import org.jurigged.controller.launch.Program;
import org.jurigged.controller.loop.LoopOptions;
import org.jurigged.controller.loop.LoopSpec;
import org.jurigged.controller.loop.Loops;
import org.jurigged.controller.session.LiveSession;
import org.jurigged.controller.session.SessionOptions;

/** A controller in a process of its own, to be killed while a looped method waits; tells of that on its stdout. */
public final class LoopController {
    private LoopController() {}

    /**
     * Runs until it is killed.
     *
     * @param args the project's directory, the java executable, the class path directory, the program's argument
     */
    public static void main(String[] args) throws Exception {
        Launched launched = Launched.start(new Program(
                Path.of(args[1]),
                "main",
                List.of(),
                List.of(Path.of(args[2])),
                List.of("ends.Main"),
                List.of(args[3], "compute"),
                Optional.empty()));
        System.out.println(launched.process().pid());
        Loops loops = Loops.of(new LoopOptions(
                List.of(new LoopOptions.Loop(LoopSpec.parse("ends.Main.compute"), LoopOptions.When.ALWAYS)),
                true,
                Optional.empty()));
        loops.await(launched.target().orElseThrow());
        launched.target().orElseThrow().start();
        try (LiveSession session =
                LiveSession.open(SessionOptions.in(Path.of(args[0])), List.of(), LoopController::tell)) {
            session.loop(loops);
            session.add(launched.target().orElseThrow());
            launched.target().orElseThrow().end().join();
        }
    }

    private static void tell(Event event) {
        if (event instanceof Event.LoopRun) {
            System.out.println("LoopRun");
        } else if (event instanceof Event.Trouble trouble) {
            System.err.println(trouble.text());
        }
    }
}

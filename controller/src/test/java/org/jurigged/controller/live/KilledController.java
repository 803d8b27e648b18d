package org.jurigged.controller.live;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jurigged.controller.Event;
import org.jurigged.controller.launch.Launched;
import org.jurigged.controller.launch.Program;
import org.jurigged.controller.session.LiveSession;
import org.jurigged.controller.session.SessionOptions;
import org.jurigged.controller.target.Attacher;
import org.jurigged.controller.target.JdiTarget;
import org.jurigged.controller.target.Target;

/** A controller in a process of its own, to be killed: makes a program live and prints the names of its events. */
public final class KilledController {
    private KilledController() {}

    /**
     * Runs until it is killed.
     *
     * @param args the project's directory, then either {@code HOST:PORT} to attach to, or the java executable, class path
     *     directory, main class and argument of a program to start
     */
    public static void main(String[] args) throws Exception {
        Path directory = Path.of(args[0]);
        Target target = args.length == 2 ? Attacher.attach(Optional.of(args[1])) : launch(args);
        target.start();
        try (LiveSession session = LiveSession.open(SessionOptions.in(directory), List.of(), KilledController::tell)) {
            session.add(target);
            target.end().join();
        }
    }

    private static JdiTarget launch(String[] args) throws Exception {
        Program program = new Program(
                Path.of(args[1]),
                "counter",
                List.of(),
                List.of(Path.of(args[2])),
                List.of(args[3]),
                List.of(args[4]),
                Optional.empty());
        Launched launched = Launched.start(program);
        System.out.println("pid " + launched.process().pid());
        return launched.target().orElseThrow();
    }

    private static void tell(Event event) {
        if (event instanceof Event.Trouble trouble) {
            System.err.println(trouble.text());
            if (trouble.cause() != null) {
                trouble.cause().printStackTrace();
            }
        }
        System.out.println(event.getClass().getSimpleName());
    }
}

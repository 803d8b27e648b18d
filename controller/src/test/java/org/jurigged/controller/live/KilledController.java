package org.jurigged.controller.live;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
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
    static final String RESTARTING = "restarting";

    private KilledController() {}

    /**
     * Runs until it is killed.
     *
     * @param args the project's directory, then either {@code HOST:PORT} to attach to, after which {@link #RESTARTING} may
     *     come, or the java executable, class path directory, main class and argument of a program to start
     */
    public static void main(String[] args) throws Exception {
        Path directory = Path.of(args[0]);
        boolean isRestarting = args.length == 3 && args[2].equals(RESTARTING);
        Target target = args.length == 2 || isRestarting ? Attacher.attach(Optional.of(args[1])) : launch(args);
        target.start();
        try (LiveSession session = LiveSession.open(SessionOptions.in(directory), List.of(), KilledController::tell)) {
            session.add(target);
            while (isRestarting && target.alive()) {
                restart(session, target.info().pid());
            }
            target.end().join();
        }
    }

    /** One of the threads that count begins to do so again and again; it counts on from where it was. */
    private static void restart(LiveSession session, long pid) throws InterruptedException {
        try {
            session.restart(pid, "count(", "counter-1").get();
        } catch (ExecutionException e) {
            System.out.println(e.getCause().getMessage());
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

    static void tell(Event event) {
        if (event instanceof Event.Trouble trouble) {
            System.err.println(trouble.text());
            if (trouble.cause() != null) {
                trouble.cause().printStackTrace();
            }
        }
        System.out.println(event.getClass().getSimpleName());
    }
}

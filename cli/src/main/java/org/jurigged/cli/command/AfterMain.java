package org.jurigged.cli.command;

import java.nio.file.Path;
import java.util.Optional;
import org.jurigged.controller.Event;
import org.jurigged.controller.JuriggedException;
import org.jurigged.controller.launch.Launched;
import org.jurigged.controller.session.LiveSession;
import picocli.CommandLine;

/** The prompt in the JVM of a program whose main method has ended. */
final class AfterMain {
    private final CommandLine line;
    private final CommonOptions common;
    private final Path directory;
    private volatile Prompting prompting;

    AfterMain(CommandLine line, CommonOptions common, Path directory) {
        this.line = line;
        this.common = common;
        this.directory = directory;
    }

    /** Shows an event above what is being typed; false while there is no prompt. */
    boolean hears(Event event) {
        Prompting known = prompting;
        // Who leaves the prompt knows that the program ends.
        if (known != null && !(event instanceof Event.TargetGone)) {
            known.accept(event);
        }
        return known != null;
    }

    /** Reads and evaluates until the end, and ends the program then. Returns the exit code. */
    int run(LiveSession session, Launched program) throws JuriggedException {
        long pid = program.target().orElseThrow().info().pid();
        try (Prompting begun = Prompting.begin(line, common, directory)) {
            prompting = begun;
            // What snippets print goes where the program prints, in order.
            PromptPlace place = new PromptPlace(directory, PromptOptions.Where.ANY, Optional.empty())
                    .in(new PromptTarget.OfSession(session, pid));
            int code = begun.run(place);
            boolean ended = program.target().get().end().isDone();
            LiveRun.stop(program.process());
            return code == 0 && ended ? program.process().exitValue() : code;
        }
    }
}

package org.jurigged.cli.command;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jurigged.controller.JuriggedException;
import org.jurigged.controller.launch.Exec;
import org.jurigged.controller.session.DebugPorts;
import org.jurigged.controller.session.LiveSession;
import org.jurigged.controller.session.SessionOptions;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code jurigged exec}: runs any launcher; every JVM it starts becomes live. */
@Command(
        name = "exec",
        description = "Run a command; every JVM it starts that has classes of the project becomes live.",
        sortOptions = false,
        abbreviateSynopsis = true)
final class ExecCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private WatchOptions watch;

    @Mixin
    private FrameFlags frames;

    @Mixin
    private DebugOptions debug;

    @Mixin
    private LoopingOptions looping;

    @Mixin
    private CommonOptions common;

    @Parameters(paramLabel = "COMMAND", arity = "1..*", description = "The command and its arguments, after --.")
    private List<String> command = new ArrayList<>();

    @Override
    public Integer call() throws JuriggedException {
        PrintWriter err = spec.commandLine().getErr();
        Path directory = Path.of("").toAbsolutePath();
        SessionOptions options = watch.session(directory).with(frames.options());
        LoopUi.Options shown = new LoopUi.Options(looping, common, watch, directory);
        try (LoopUi ui = LoopUi.besideProgram(shown, err);
                LiveSession session = live(options, ui)) {
            ui.begin(session, options.onDemand());
            return run(session, directory);
        }
    }

    private int run(LiveSession session, Path directory) throws JuriggedException {
        try (Exec exec = Exec.start(command, directory, debug.isWanted(), session::addWhenItHasProjectClasses)) {
            Signals.forward(exec.process(), session::apply);
            return exec.process().waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new JuriggedException("Waiting for the command was interrupted.", e);
        }
    }

    private LiveSession live(SessionOptions options, LoopUi ui) throws JuriggedException {
        Optional<DebugPorts> ports = debug.open();
        LiveSession session = LiveSession.open(options, List.of(), ui);
        ports.ifPresent(session::debugOn);
        return session;
    }
}

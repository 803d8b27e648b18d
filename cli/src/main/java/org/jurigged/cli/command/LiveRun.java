package org.jurigged.cli.command;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.jurigged.controller.Event;
import org.jurigged.controller.JuriggedException;
import org.jurigged.controller.launch.Launched;
import org.jurigged.controller.launch.Program;
import org.jurigged.controller.launch.ProgramResolver;
import org.jurigged.controller.launch.ProgramSpec;
import org.jurigged.controller.launch.SourceCompiler;
import org.jurigged.controller.session.DebugPorts;
import org.jurigged.controller.session.LiveSession;
import org.jurigged.controller.session.ProjectClassPath;
import org.jurigged.controller.session.SessionOptions;

/** Runs one program with a session, from its start to its end, and again when a change asks for a restart. */
final class LiveRun {
    private static final long STOP_SECONDS = 10;

    private final ProgramSpec spec;
    private final SessionOptions options;
    private final Optional<DebugPorts> ports;
    private final Consumer<Event> listener;
    private final Optional<LoopUi> ui;
    private final RunCommand.Restart restart;
    private final PrintWriter err;
    private final CompletableFuture<Void> mainEnded = new CompletableFuture<>();
    private volatile CompletableFuture<Void> restartAsked = new CompletableFuture<>();
    private Optional<AfterMain> afterMain = Optional.empty();

    LiveRun(
            ProgramSpec spec,
            SessionOptions options,
            Optional<DebugPorts> ports,
            Consumer<Event> listener,
            Optional<LoopUi> ui,
            RunCommand.Restart restart,
            PrintWriter err) {
        this.spec = spec;
        this.options = options;
        this.ports = ports;
        this.listener = listener;
        this.ui = ui;
        this.restart = restart;
        this.err = err;
    }

    /** Opens a prompt in the program's JVM when its main method has ended. */
    LiveRun then(AfterMain prompt) {
        afterMain = Optional.of(prompt);
        return this;
    }

    /** Returns the program's exit code; that of the prompt, if there was one. */
    int run() throws JuriggedException {
        ProgramResolver resolver = new ProgramResolver(
                options.directory(),
                () -> ProjectClassPath.of(options.directory(), listener),
                Optional.ofNullable(System.getenv("CLASSPATH")));
        Program program = resolver.resolve(spec, new SourceCompiler(options.encoding()));
        Launched launched = Launched.start(program, ports.isPresent());
        start(launched);
        List<Path> roots =
                program.source().map(source -> List.of(source.root())).orElse(List.of());
        try (LiveSession session = LiveSession.open(options, roots, this::heard)) {
            Signals signals = Signals.forward(launched.process(), session::apply);
            ui.ifPresent(looping -> looping.begin(session, options.onDemand()));
            ports.ifPresent(session::debugOn);
            launched.target().ifPresent(session::add);
            while (asksForRestart(launched.process())) {
                stop(launched.process());
                restartAsked = new CompletableFuture<>();
                session.build().join();
                program = resolver.resolve(spec, new SourceCompiler(options.encoding()));
                launched = Launched.start(program, ports.isPresent());
                signals.forwardTo(launched.process());
                start(launched);
                launched.target().ifPresent(session::add);
            }
            return launched.process().isAlive()
                    ? afterMain.get().run(session, launched)
                    : launched.process().exitValue();
        }
    }

    private void start(Launched launched) throws JuriggedException {
        if (launched.target().isPresent()) {
            if (ui.isPresent()) {
                ui.get().starting(launched.target().get());
            }
            if (afterMain.isPresent()) {
                launched.target().get().keepAfterMain(() -> mainEnded.complete(null));
            }
            launched.target().get().start();
        }
    }

    private void heard(Event event) {
        if (afterMain.isPresent() && afterMain.get().hears(event)) {
            return;
        }
        listener.accept(event);
        if (event instanceof Event.Refused && restart == RunCommand.Restart.auto) {
            restartAsked.complete(null);
        } else if (event instanceof Event.Refused && restart == RunCommand.Restart.ask) {
            RestartQuestion.ask(err, restartAsked);
        }
    }

    /** Waits until the program has ended or is to be started again. */
    private boolean asksForRestart(Process process) throws JuriggedException {
        try {
            CompletableFuture.anyOf(process.onExit(), restartAsked, mainEnded).get();
            return process.isAlive() && !mainEnded.isDone() && restartAsked.isDone();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new JuriggedException("Waiting for the program was interrupted.", e);
        } catch (ExecutionException e) {
            throw new JuriggedException("The program could not be waited for: " + e.getCause() + ".", e);
        }
    }

    static void stop(Process process) throws JuriggedException {
        process.destroy();
        try {
            process.onExit().get(STOP_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            process.destroyForcibly().onExit().join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new JuriggedException("Stopping the program was interrupted.", e);
        } catch (ExecutionException e) {
            throw new JuriggedException("The program could not be stopped: " + e.getCause() + ".", e);
        }
    }
}

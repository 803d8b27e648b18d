package org.jurigged.cli.command;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.jurigged.controller.JuriggedException;
import org.jurigged.controller.session.DebugPorts;
import org.jurigged.controller.session.LiveSession;
import org.jurigged.controller.session.SessionOptions;
import org.jurigged.controller.target.Attacher;
import org.jurigged.controller.target.Target;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code jurigged attach}: makes a running JVM live. */
@Command(
        name = "attach",
        description = "Make a running JVM live; Ctrl-C lets go of it, and it runs on.",
        sortOptions = false,
        abbreviateSynopsis = true)
final class AttachCommand implements Callable<Integer> {
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

    @Parameters(
            paramLabel = "PID | HOST:PORT | NAME",
            arity = "0..1",
            description = "The JVM: its process id, the address of its debug port, or a part of its main class's name."
                    + " May be left out when there is only one that can be attached to.")
    private String target;

    @Override
    public Integer call() throws JuriggedException {
        PrintWriter err = spec.commandLine().getErr();
        Path directory = Path.of("").toAbsolutePath();
        SessionOptions options = watch.session(directory).with(frames.options());
        Optional<DebugPorts> ports = debug.open();
        Target attached = Attacher.attach(Optional.ofNullable(target), debug.isWanted());
        attached.start();
        CountDownLatch over = new CountDownLatch(1);
        LoopUi.Options shown = new LoopUi.Options(looping, common, watch, directory);
        AtomicReference<PromptKey> key = new AtomicReference<>();
        try (LoopUi ui = LoopUi.alone(shown, err);
                LiveSession session = LiveSession.open(options, List.of(), event -> {
                    if (key.get() == null || !key.get().hears(event)) {
                        ui.accept(event);
                    }
                })) {
            ui.begin(session, options.onDemand());
            Signals.on(over::countDown, session::apply);
            ports.ifPresent(session::debugOn);
            session.add(attached);
            if (!looping.isWanted() && !options.onDemand()) {
                PromptKey.SessionPlace place =
                        new PromptKey.SessionPlace(session, attached.info().pid(), directory);
                key.set(new PromptKey(spec.commandLine(), common, place));
                key.get().begin();
            }
            attached.end().thenRun(over::countDown);
            over.await();
            return 0;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return 0;
        }
    }
}

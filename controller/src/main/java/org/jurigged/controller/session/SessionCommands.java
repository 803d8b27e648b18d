package org.jurigged.controller.session;

import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.jurigged.controller.Event;
import org.jurigged.controller.JuriggedException;
import org.jurigged.controller.control.ControlCommands;
import org.jurigged.controller.control.Conversation;
import org.jurigged.controller.loop.LoopCommand;
import org.jurigged.controller.loop.Loops;
import org.jurigged.controller.recode.PatchStatus;
import org.jurigged.controller.repl.RunnerService;
import org.jurigged.controller.repl.SnippetRunner;
import org.jurigged.controller.target.TargetInfo;

/** The commands that a session answers about one of its JVMs; a new one is a line in {@link #all}. */
final class SessionCommands {
    private final LiveSession session;
    private final long pid;

    SessionCommands(LiveSession session, long pid) {
        this.session = session;
        this.pid = pid;
    }

    /**
     * {@code frames FILTER}, {@code restart METHOD THREAD}, {@code apply}, {@code status}, {@code about}, {@code prompt
     * [PACKAGE]}, {@code held THREAD}, {@code edits}, {@code watched}, {@code loop KEY}, and those about patches.
     */
    ControlCommands all() {
        ControlCommands commands = new ControlCommands()
                .on("frames", this::frames)
                .on("restart", with -> with.say(await(session.restart(pid, with.argument(0), with.argument(1)))))
                .on("apply", this::apply)
                .on("status", this::status)
                .on(
                        LivePrompt.ABOUT,
                        with -> with.say(await(session.prompt(pid)).about().text()))
                .on(LivePrompt.PROMPT, this::prompt)
                .on(LivePrompt.HELD, with -> with.say(await(session.prompt(pid)).packageOf(with.argument(0))))
                .on(LivePrompt.EDITS, this::edits)
                .on(LivePrompt.WATCHED, this::watched)
                .on("loop", this::loop);
        new PatchCommands(session.patches()).addTo(commands);
        return commands;
    }

    private void apply(Conversation with) throws JuriggedException {
        await(session.apply());
        for (Path file : await(session.waiting())) {
            with.say("Not live: " + file);
        }
    }

    private void status(Conversation with) throws JuriggedException {
        for (TargetInfo info : session.infos()) {
            with.say("Live: " + info.label() + ", Java " + info.javaVersion());
        }
        for (Path file : await(session.waiting())) {
            with.say("Not live: " + file);
        }
        for (Patch patch : session.patches().all()) {
            if (patch.status() != PatchStatus.SAVED) {
                with.say("Patch " + patch.number() + " of " + patch.now() + ": " + patch.status());
            }
        }
    }

    private void prompt(Conversation with) throws JuriggedException {
        LivePrompt prompt = await(session.prompt(pid));
        RunnerService service = new RunnerService(with);
        Optional<String> in = with.arguments().stream().findFirst();
        SnippetRunner runner = prompt.runner(in, service::printed);
        Runnable end = session.onChange(service::changed);
        try {
            service.serve(runner);
        } finally {
            end.run();
        }
    }

    private void edits(Conversation with) throws JuriggedException {
        for (Event edit : session.edits()) {
            with.say(EditLog.encode(edit));
        }
    }

    private void watched(Conversation with) throws JuriggedException {
        for (Path file : await(session.watched(pid))) {
            with.say(file.toString());
        }
    }

    private void loop(Conversation with) throws JuriggedException {
        Loops loops = session.loops();
        if (with.argument(0).isEmpty()) {
            for (String waiting : await(loops.waiting())) {
                with.say(waiting);
            }
        } else if (with.argument(0).matches("\\d{1,4}")) {
            loops.choose(Integer.parseInt(with.argument(0)));
        } else {
            LoopCommand command = LoopCommand.of(with.argument(0))
                    .orElseThrow(() -> new JuriggedException("There is no '" + with.argument(0)
                            + "': say continue, run, abort or quit, or the number of a frame."));
            loops.command(command);
        }
    }

    private void frames(Conversation with) throws JuriggedException {
        for (FrameLine frame : await(session.frames(pid, with.argument(0)))) {
            with.say(frame.encode());
        }
    }

    /** Waits for what the session does; its failure is the command's. */
    static <T> T await(CompletableFuture<T> future) throws JuriggedException {
        try {
            return future.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof JuriggedException known) {
                throw known;
            }
            throw new JuriggedException("The command failed: " + e.getCause() + ".", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new JuriggedException("The session was closed.", e);
        }
    }
}

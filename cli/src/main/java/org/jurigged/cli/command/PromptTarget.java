package org.jurigged.cli.command;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import org.jurigged.cli.command.PromptOptions.Where;
import org.jurigged.controller.Event;
import org.jurigged.controller.JuriggedException;
import org.jurigged.controller.control.ControlClient;
import org.jurigged.controller.control.Conversation;
import org.jurigged.controller.repl.RemoteRunner;
import org.jurigged.controller.repl.Repl;
import org.jurigged.controller.repl.ReplTarget;
import org.jurigged.controller.repl.SnippetControl;
import org.jurigged.controller.repl.SnippetRunner;
import org.jurigged.controller.session.EditLog;
import org.jurigged.controller.session.FrameLine;
import org.jurigged.controller.session.LivePrompt;
import org.jurigged.controller.session.LiveSession;
import org.jurigged.controller.session.PatchCommands;
import org.jurigged.controller.target.Attacher;

/** A running JVM in which snippets are evaluated: through the session that has it live, be it ours or another's. */
interface PromptTarget {
    /**
     * Opens a JShell there.
     *
     * @param where the package to be in, if none is named that of the thread's code, or the unnamed one if the program is in that
     * @param output gets what snippets print; empty to leave it to the program's own output
     */
    Repl open(Where where, Optional<Consumer<byte[]>> output) throws JuriggedException;

    /** Returns the program's frames in classes of the project. */
    List<FrameLine> frames(String filter) throws JuriggedException;

    /** Returns the sources of the classes that it has loaded. */
    List<Path> watched() throws JuriggedException;

    /** Returns what was edited since the session began. */
    List<Event> edits() throws JuriggedException;

    /** Makes a patch live; returns lines to show, as the others do. */
    List<String> patch(String definition, String source) throws JuriggedException;

    /** Returns the patches. */
    List<String> patches() throws JuriggedException;

    /** Takes patches back. */
    List<String> revert(String which) throws JuriggedException;

    /** Writes a patch into its source file. */
    List<String> commit(String which) throws JuriggedException;

    /** Returns the JVM that another jurigged has live; empty if none has. */
    static Optional<PromptTarget> ofOther(String name) throws JuriggedException {
        Optional<Long> pid = Attacher.pid(name);
        Optional<List<String>> about =
                pid.isPresent() ? ControlClient.ask(pid.get(), LivePrompt.ABOUT) : Optional.empty();
        return about.map(told -> new OfOther(pid.get(), ReplTarget.from(told.get(0))));
    }

    /** A JVM that another jurigged has live. */
    record OfOther(long pid, ReplTarget about) implements PromptTarget {
        @Override
        public Repl open(Where where, Optional<Consumer<byte[]>> output) throws JuriggedException {
            Optional<String> in = where.in();
            if (in.isEmpty() && where.thread().isPresent()) {
                in = Optional.of(ask(LivePrompt.HELD, where.thread().get()).stream()
                        .findFirst()
                        .orElse(""));
            }
            ReplTarget target = in.isPresent() ? about.in(in) : about;
            String[] arguments = target.in().stream().toArray(String[]::new);
            Conversation with = ControlClient.open(pid, LivePrompt.PROMPT, arguments)
                    .orElseThrow(
                            () -> new JuriggedException("The jurigged that had the JVM " + pid + " live is gone."));
            Changes changes = new Changes();
            RemoteRunner runner = new RemoteRunner(with, output.orElse(printed -> {}), changes::happened);
            return changes.to(repl(target, runner, where, output.isPresent()));
        }

        @Override
        public List<FrameLine> frames(String filter) throws JuriggedException {
            return ask("frames", filter).stream().map(FrameLine::decode).toList();
        }

        @Override
        public List<Path> watched() throws JuriggedException {
            return ask(LivePrompt.WATCHED).stream().map(Path::of).toList();
        }

        @Override
        public List<Event> edits() throws JuriggedException {
            return ask(LivePrompt.EDITS).stream().map(EditLog::decode).toList();
        }

        @Override
        public List<String> patch(String definition, String source) throws JuriggedException {
            return ask("patch", definition, source);
        }

        @Override
        public List<String> patches() throws JuriggedException {
            return ask("patches");
        }

        @Override
        public List<String> revert(String which) throws JuriggedException {
            return ask("revert", which);
        }

        @Override
        public List<String> commit(String which) throws JuriggedException {
            return ask("commit", which);
        }

        private List<String> ask(String command, String... arguments) throws JuriggedException {
            return ControlClient.ask(pid, command, arguments)
                    .orElseThrow(
                            () -> new JuriggedException("The jurigged that had the JVM " + pid + " live is gone."));
        }
    }

    /** A JVM that a session of ours has live. */
    record OfSession(LiveSession session, long pid) implements PromptTarget {
        @Override
        public Repl open(Where where, Optional<Consumer<byte[]>> output) throws JuriggedException {
            LivePrompt prompt = await(session.prompt(pid));
            Changes changes = new Changes();
            session.onChange(changes::happened);
            Optional<String> in = where.in();
            if (in.isEmpty() && where.thread().isPresent()) {
                in = Optional.of(prompt.packageOf(where.thread().get()));
            }
            SnippetRunner runner = prompt.runner(in, output.orElse(printed -> {}));
            return changes.to(repl(prompt.in(in), runner, where, output.isPresent()));
        }

        @Override
        public List<FrameLine> frames(String filter) throws JuriggedException {
            return await(session.frames(pid, filter));
        }

        @Override
        public List<Path> watched() throws JuriggedException {
            return await(session.watched(pid));
        }

        @Override
        public List<Event> edits() {
            return session.edits();
        }

        @Override
        public List<String> patch(String definition, String source) throws JuriggedException {
            return desk().patch(definition, source, false, false);
        }

        @Override
        public List<String> patches() throws JuriggedException {
            return desk().patches();
        }

        @Override
        public List<String> revert(String which) throws JuriggedException {
            return desk().revert(which);
        }

        @Override
        public List<String> commit(String which) throws JuriggedException {
            return desk().commit(which);
        }

        private PatchCommands desk() {
            return new PatchCommands(session.patches());
        }

        private static <T> T await(java.util.concurrent.CompletableFuture<T> answer) throws JuriggedException {
            try {
                return answer.get();
            } catch (ExecutionException e) {
                throw e.getCause() instanceof JuriggedException known
                        ? known
                        : new JuriggedException("The session failed: " + e.getCause() + ".", e.getCause());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new JuriggedException("Waiting for the session was interrupted.", e);
            }
        }
    }

    private static Repl repl(ReplTarget target, SnippetRunner runner, Where where, boolean captures)
            throws JuriggedException {
        return Repl.open(target, new SnippetControl(runner, target, captures), where.thread());
    }

    /** Tells a JShell, once there is one, that classes have changed. */
    final class Changes {
        private volatile Repl repl;

        void happened() {
            Repl known = repl;
            if (known != null) {
                known.changed();
            }
        }

        Repl to(Repl opened) {
            repl = opened;
            return opened;
        }
    }
}

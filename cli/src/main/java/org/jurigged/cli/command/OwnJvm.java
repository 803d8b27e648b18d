package org.jurigged.cli.command;

import java.io.IOException;
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
import org.jurigged.controller.session.LiveSession;
import org.jurigged.controller.session.ProjectClassPath;
import org.jurigged.controller.session.SessionOptions;
import org.jurigged.controller.target.Target;

/** A JVM that is there for a prompt only, live with the sources of a directory. It comes up while the prompt stands already. */
final class OwnJvm implements AutoCloseable {
    private static final long END_SECONDS = 5;

    private final ProgramSpec spec;
    private final SessionOptions options;
    private final Consumer<Event> listener;
    private final CompletableFuture<PromptTarget> target = new CompletableFuture<>();
    private final Thread starting = new Thread(this::start, "jurigged-start");
    private volatile Process process;
    private volatile Target jvm;
    private volatile LiveSession session;
    private volatile boolean closed;

    OwnJvm(ProgramSpec spec, SessionOptions options, Consumer<Event> listener) {
        this.spec = spec;
        this.options = options;
        this.listener = listener;
        starting.setDaemon(true);
    }

    /** Begins to start it; completes when snippets can run in it. */
    CompletableFuture<PromptTarget> begin() {
        starting.start();
        return target;
    }

    private void start() {
        try {
            target.complete(live());
        } catch (JuriggedException | RuntimeException | Error e) {
            target.completeExceptionally(e);
        }
    }

    private PromptTarget live() throws JuriggedException {
        ProgramResolver resolver = new ProgramResolver(
                options.directory(),
                () -> ProjectClassPath.of(options.directory(), listener),
                Optional.ofNullable(System.getenv("CLASSPATH")));
        Program program = resolver.idle(spec);
        compile(program);
        Launched launched = Launched.startAside(program);
        process = launched.process();
        jvm = launched.target()
                .orElseThrow(() -> new JuriggedException("The JVM for the prompt ended before it was ready."));
        jvm.start();
        List<Path> roots =
                program.source().map(source -> List.of(source.root())).orElse(List.of());
        LiveSession opened = LiveSession.open(options, roots, this::heard);
        session = opened;
        opened.add(jvm);
        if (closed) {
            // Nobody waits for it any more.
            end();
        }
        return new PromptTarget.OfSession(opened, jvm.info().pid());
    }

    /** Sources that don't compile are told, and are live once they are saved and do. */
    private void compile(Program program) {
        if (program.source().isPresent()) {
            try {
                new SourceCompiler(options.encoding()).compileTree(program);
            } catch (JuriggedException e) {
                listener.accept(new Event.Trouble(e.getMessage(), e));
            }
        }
    }

    /** That this JVM comes and goes is no news to who is at its prompt. */
    private void heard(Event event) {
        if (!(event instanceof Event.TargetJoined) && !(event instanceof Event.TargetGone)) {
            listener.accept(event);
        }
    }

    /** Returns the exit code of a JVM that has ended by itself. */
    Optional<Integer> exitValue() {
        Target known = jvm;
        if (known == null || known.alive()) {
            return Optional.empty();
        }
        try {
            // The connection goes a moment before.
            return Optional.of(
                    process.onExit().get(END_SECONDS, TimeUnit.SECONDS).exitValue());
        } catch (TimeoutException | ExecutionException e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    @Override
    public void close() {
        closed = true;
        end();
    }

    private synchronized void end() {
        LiveSession opened = session;
        if (opened != null) {
            opened.close();
        }
        Process known = process;
        if (known != null) {
            end(known);
        }
    }

    private static void end(Process process) {
        try {
            process.getOutputStream().close();
            process.onExit().get(END_SECONDS, TimeUnit.SECONDS);
        } catch (IOException | TimeoutException | ExecutionException e) {
            process.destroyForcibly();
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}

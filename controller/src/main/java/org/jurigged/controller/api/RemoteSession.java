package org.jurigged.controller.api;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jurigged.controller.Event;
import org.jurigged.controller.JuriggedException;
import org.jurigged.controller.recode.PatchInfo;
import org.jurigged.controller.recode.RecodeException;
import org.jurigged.controller.remote.Peer;

/** A session whose controller is a process that this one has started. */
final class RemoteSession implements Session {
    /** How long the process may take to let go of the program, in seconds. */
    private static final int END = 10;

    private final ControllerProcess process;
    private final Peer peer;
    private final Controller controller;
    private final AtomicBoolean closed = new AtomicBoolean();

    private RemoteSession(ControllerProcess process) {
        this.process = process;
        peer = new Peer(
                "The process that has this program live",
                process.process().getInputStream(),
                process.process().getOutputStream(),
                this,
                Controller.SHARED);
        controller = peer.root(Controller.class);
    }

    /** Has another process make this one live. */
    static Session ofThisProcess(Settings settings) throws JuriggedException {
        RemoteSession session = new RemoteSession(ControllerProcess.start());
        try {
            session.controller.attach(ProcessHandle.current().pid(), settings);
            return session;
        } catch (JuriggedException e) {
            boolean isGone = session.peer.ended().isDone();
            session.close();
            throw isGone
                    ? new JuriggedException(
                            "The process that was to make this program live ended" + session.process.lastWords() + ".",
                            e)
                    : e;
        }
    }

    /** Edits, and what a hook says of them. */
    private static final class Told implements EditHook.Edits {
        private final List<Path> files;
        private final List<Event> all;
        private volatile Optional<String> veto = Optional.empty();

        Told(List<Path> files, List<Event> all) {
            this.files = files;
            this.all = all;
        }

        @Override
        public List<Path> files() {
            return new ArrayList<>(files);
        }

        @Override
        public List<Event> all() {
            return new ArrayList<>(all);
        }

        @Override
        public void veto(String reason) {
            veto = Optional.of(reason);
        }
    }

    private static Controller.Hook hook(EditHook hook) {
        return (files, all) -> {
            Told told = new Told(files, all);
            hook.edits(told);
            return told.veto;
        };
    }

    @Override
    public Registration listen(Consumer<Event> listener) {
        return controller.listen(listener);
    }

    @Override
    public Registration before(EditHook hook) {
        return controller.before(hook(hook));
    }

    @Override
    public Registration after(EditHook hook) {
        return controller.after(hook(hook));
    }

    @Override
    public void pause() {
        controller.pause();
    }

    @Override
    public void resume() {
        controller.resume();
    }

    @Override
    public void refresh() {
        controller.refresh();
    }

    @Override
    public void apply() throws JuriggedException {
        controller.apply();
    }

    @Override
    public List<LiveTarget> targets() {
        return peer.ended().isDone() ? List.of() : controller.targets();
    }

    @Override
    public Recoder recoder(String definition) throws RecodeException.Rejected {
        return controller.recoder(definition);
    }

    @Override
    public Recoder recoder(Path file) {
        return controller.recoder(file.toAbsolutePath().normalize());
    }

    @Override
    public List<PatchInfo> patches() throws JuriggedException {
        return controller.patches();
    }

    @Override
    public Optional<Process> process() {
        return Optional.empty();
    }

    @Override
    public void close() {
        if (closed.getAndSet(true)) {
            return;
        }
        try {
            if (!peer.ended().isDone()) {
                controller.close();
            }
        } catch (IllegalStateException e) {
            // It is gone, and so is what it had of the program.
        } finally {
            peer.close();
            end();
        }
    }

    private void end() {
        try {
            process.process().getOutputStream().close();
            if (process.process().waitFor(END, TimeUnit.SECONDS)) {
                return;
            }
        } catch (IOException e) {
            // Then it has ended.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        process.process().destroy();
    }
}

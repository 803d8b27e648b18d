package org.jurigged.controller.api;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.jurigged.controller.Event;
import org.jurigged.controller.JuriggedException;
import org.jurigged.controller.recode.DefinitionName;
import org.jurigged.controller.recode.PatchInfo;
import org.jurigged.controller.recode.RecodeException.Rejected;
import org.jurigged.controller.session.EditHooks;
import org.jurigged.controller.session.LiveSession;
import org.jurigged.controller.session.Patch;

/** A session whose controller is this process. */
final class LocalSession implements Session {
    private final LiveSession live;
    private final Listeners listeners;
    private final Optional<Process> process;

    LocalSession(LiveSession live, Listeners listeners, Optional<Process> process) {
        this.live = live;
        this.listeners = listeners;
        this.process = process;
    }

    /** Hands events on to those who listen. One that fails keeps the others from nothing. */
    static final class Listeners implements Consumer<Event> {
        private final List<Consumer<Event>> all = new CopyOnWriteArrayList<>();

        @Override
        public void accept(Event event) {
            all.forEach(listener -> tell(listener, event));
        }

        static void tell(Consumer<Event> listener, Event event) {
            try {
                listener.accept(event);
            } catch (RuntimeException | Error e) {
                Event.Trouble trouble = new Event.Trouble(
                        "The listener failed at the event " + event.getClass().getSimpleName() + " (" + e
                                + "); the session goes on.",
                        e);
                try {
                    listener.accept(trouble);
                } catch (RuntimeException | Error again) {
                    // There is nobody else to tell.
                    e.addSuppressed(again);
                }
            }
        }

        Registration add(Consumer<Event> listener) {
            all.add(listener);
            return () -> all.remove(listener);
        }
    }

    /** Edits before or after they are live. */
    private record HookEdits(EditHooks.Edits edits, Consumer<String> onVeto) implements EditHook.Edits {
        @Override
        public List<Path> files() {
            return edits.files();
        }

        @Override
        public List<Event> all() {
            return edits.edits();
        }

        @Override
        public void veto(String reason) {
            onVeto.accept(reason);
        }
    }

    @Override
    public Registration listen(Consumer<Event> listener) {
        return listeners.add(listener);
    }

    @Override
    public Registration before(EditHook hook) {
        Runnable remove = live.hooks().before(pending -> hook.edits(new HookEdits(pending.edits(), pending::veto)));
        return remove::run;
    }

    @Override
    public Registration after(EditHook hook) {
        Runnable remove = live.hooks().after(edits -> hook.edits(new HookEdits(edits, reason -> {})));
        return remove::run;
    }

    @Override
    public void pause() {
        live.pause();
    }

    @Override
    public void resume() {
        live.resume();
    }

    @Override
    public void refresh() {
        live.refresh();
    }

    @Override
    public void apply() throws JuriggedException {
        try {
            live.apply().join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof JuriggedException known
                    ? known
                    : new JuriggedException("What was saved could not be applied: " + e.getCause() + ".", e.getCause());
        }
    }

    @Override
    public List<LiveTarget> targets() {
        return live.infos().stream()
                .map(info -> new LiveTarget(info.label(), info.pid(), info.javaVersion()))
                .toList();
    }

    @Override
    public Recoder recoder(String definition) throws Rejected {
        return new LocalRecoder(live.patches(), Optional.of(DefinitionName.parse(definition)), Optional.empty());
    }

    @Override
    public Recoder recoder(Path file) {
        return new LocalRecoder(
                live.patches(),
                Optional.empty(),
                Optional.of(file.toAbsolutePath().normalize()));
    }

    @Override
    public List<PatchInfo> patches() throws JuriggedException {
        return live.patches().all().stream().map(Patch::info).toList();
    }

    @Override
    public Optional<Process> process() {
        return process;
    }

    @Override
    public void close() {
        live.close();
    }
}

package org.jurigged.controller.session;

import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jurigged.controller.Event;

/**
 * What is called before and after each save or patch that changes a definition. Hooks are called on the session's thread, in
 * the order in which they were added; one that fails is told of, and ends nothing. Thread-safe.
 */
public final class EditHooks {
    private final List<Consumer<PendingEdits>> before = new CopyOnWriteArrayList<>();
    private final List<Consumer<Edits>> after = new CopyOnWriteArrayList<>();
    private final Consumer<Event> listener;

    EditHooks(Consumer<Event> listener) {
        this.listener = listener;
    }

    /**
     * What changes together.
     *
     * @param files the sources that were saved or patched
     * @param edits {@link Event.Update}, {@link Event.Add}, {@link Event.Delete} and {@link Event.Rename}
     */
    public record Edits(List<Path> files, List<Event> edits) {
        public Edits {
            files = List.copyOf(files);
            edits = List.copyOf(edits);
        }
    }

    /** Edits that compile, that the JVM takes, and that are not applied yet. */
    public static final class PendingEdits {
        private final Edits edits;
        private volatile String veto;

        PendingEdits(Edits edits) {
            this.edits = edits;
        }

        /** Returns what is about to change. */
        public Edits edits() {
            return edits;
        }

        /** Holds the edits back: nothing of them is applied now; a save is tried again with the next one. */
        public void veto(String reason) {
            veto = reason;
        }
    }

    /** Adds a hook that is called before edits are applied, and may hold them back; returns what removes it. */
    public Runnable before(Consumer<PendingEdits> hook) {
        before.add(hook);
        return () -> before.remove(hook);
    }

    /** Adds a hook that is called when edits are live; returns what removes it. */
    public Runnable after(Consumer<Edits> hook) {
        after.add(hook);
        return () -> after.remove(hook);
    }

    /** Calls the hooks that come before; returns why one of them holds the edits back. */
    Optional<Event> callBefore(Collection<Path> files, Supplier<List<Event>> edits) {
        List<Event> all = before.isEmpty() ? List.of() : edits.get();
        if (all.isEmpty()) {
            return Optional.empty();
        }
        PendingEdits pending = new PendingEdits(new Edits(List.copyOf(files), all));
        before.forEach(hook -> guarded("before", () -> hook.accept(pending)));
        return Optional.ofNullable(pending.veto)
                .map(reason ->
                        new Event.Trouble("A hook held the edits back: " + reason + ". Nothing was applied.", null));
    }

    void callAfter(Collection<Path> files, List<Event> edits) {
        if (!edits.isEmpty()) {
            Edits all = new Edits(List.copyOf(files), edits);
            after.forEach(hook -> guarded("after", () -> hook.accept(all)));
        }
    }

    private void guarded(String when, Runnable hook) {
        try {
            hook.run();
        } catch (RuntimeException | Error e) {
            listener.accept(new Event.Trouble(
                    "A hook that is called " + when + " edits failed (" + e + "); the session goes on.", e));
        }
    }
}

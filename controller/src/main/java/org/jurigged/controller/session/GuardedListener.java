package org.jurigged.controller.session;

import java.util.function.Consumer;
import org.jurigged.controller.Event;

/**
 * Hands events on to a listener of the user's, whose failures end nothing: a save is applied as a whole whether or not it
 * can be told. Thread-safe where the listener is.
 */
record GuardedListener(Consumer<Event> listener) implements Consumer<Event> {
    @Override
    public void accept(Event event) {
        try {
            listener.accept(event);
        } catch (RuntimeException | Error e) {
            tell(new Event.Trouble(
                    "The listener failed at the event " + event.getClass().getSimpleName() + " (" + e
                            + "); the session goes on.",
                    e));
        }
    }

    private void tell(Event.Trouble trouble) {
        try {
            listener.accept(trouble);
        } catch (RuntimeException | Error e) {
            // There is nobody else to tell.
            trouble.cause().addSuppressed(e);
        }
    }
}

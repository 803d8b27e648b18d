package org.jurigged.controller.session;

import java.util.function.Consumer;
import org.jurigged.controller.Event;
import org.jurigged.controller.JuriggedException;
import org.jurigged.controller.target.TargetException;

/** What is done after a save was applied, one step after the other: one that fails is told, and keeps none from being taken. */
final class Steps {
    private final Consumer<Event> listener;

    Steps(Consumer<Event> listener) {
        this.listener = listener;
    }

    /** Something to be done. */
    interface Step {
        void take() throws JuriggedException;
    }

    /** Takes a step; returns whether it went well. */
    boolean take(Step step) {
        try {
            step.take();
            return true;
        } catch (TargetException.Gone e) {
            // A program that has ended is told of by itself, and is no trouble.
            return false;
        } catch (JuriggedException e) {
            listener.accept(new Event.Trouble(e.getMessage(), e));
        } catch (RuntimeException | Error e) {
            // An Error too, as on the session's threads.
            listener.accept(new Event.Trouble(
                    "Something in jurigged went wrong after the edit was applied (" + e
                            + "). Run with --stack-traces to see where.",
                    e));
        }
        return false;
    }
}

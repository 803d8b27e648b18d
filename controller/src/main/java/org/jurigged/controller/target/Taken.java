package org.jurigged.controller.target;

import com.sun.jdi.VMDisconnectedException;
import org.jurigged.controller.JuriggedException;

/**
 * A frame that was taken off, or wasn't.
 *
 * @param result what is told of it; null if it is stepped on
 * @param values what the new code takes over; null if the frame is where it was
 */
record Taken(MoveResult result, MoveClass.Saved values) {
    static final MoveResult DISCONNECTED = new MoveResult.Stayed("the connection has ended");

    /** Takes a frame off. */
    interface Attempt {
        Taken run() throws JuriggedException;
    }

    /** Whatever JDI has to say, there is a result, and the thread can go on. */
    static Taken of(Attempt attempt) {
        try {
            return attempt.run();
        } catch (JuriggedException e) {
            return none(new MoveResult.Stayed(e.getMessage()));
        } catch (VMDisconnectedException e) {
            return none(DISCONNECTED);
        } catch (RuntimeException e) {
            return none(new MoveResult.Stayed("the debug connection failed (" + e.getMessage() + ")"));
        }
    }

    static Taken none(MoveResult result) {
        return new Taken(result, null);
    }
}

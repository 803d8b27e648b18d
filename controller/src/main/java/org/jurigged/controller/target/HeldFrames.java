package org.jurigged.controller.target;

import com.sun.jdi.IncompatibleThreadStateException;
import com.sun.jdi.InvalidStackFrameException;
import com.sun.jdi.Location;
import com.sun.jdi.ThreadReference;
import com.sun.jdi.request.StepRequest;
import java.util.OptionalInt;

/**
 * Looks at the frames of a thread that is held.
 *
 * <p>JDI forgets the frames it knows whenever anybody of ours resumes the thread, as who suspends it once more to read its
 * stack does in the end, though it stays held.
 */
final class HeldFrames {
    private static final int ATTEMPTS = 50;

    private HeldFrames() {}

    /** A look at frames. */
    interface Look<T> {
        T at(ThreadReference thread) throws IncompatibleThreadStateException;
    }

    /** Looks, and looks again when the frames were forgotten meanwhile. */
    static <T> T of(ThreadReference thread, Look<T> look) throws IncompatibleThreadStateException {
        for (int attempt = 1; attempt < ATTEMPTS; attempt++) {
            try {
                return look.at(thread);
            } catch (InvalidStackFrameException e) {
                if (!thread.isSuspended()) {
                    throw e;
                }
            }
        }
        return look.at(thread);
    }

    /**
     * Returns a place's line, -1 if it has none; empty if it isn't in the code that its method has now, so that it is in code
     * that the method had before, though the JVM doesn't call that obsolete (seen once, on HotSpot 17).
     */
    static OptionalInt line(Location location) {
        if (location.method().isNative() || location.method().isAbstract()) {
            return OptionalInt.of(-1);
        }
        try {
            return OptionalInt.of(location.lineNumber());
        } catch (InternalError e) {
            return OptionalInt.empty();
        }
    }

    /**
     * The step that leads out of a thread's innermost frame. Of native code it is the one to the next instruction, wherever
     * that is: a step out of it is forgotten by libjdwp (stepControl.c) when that code calls Java before it returns.
     */
    static int wayOut(ThreadReference thread) throws IncompatibleThreadStateException {
        return of(thread, held -> held.frame(0).location().method().isNative())
                ? StepRequest.STEP_INTO
                : StepRequest.STEP_OUT;
    }
}

package org.jurigged.controller.target;

import com.sun.jdi.IncompatibleThreadStateException;
import com.sun.jdi.Location;
import com.sun.jdi.Method;
import com.sun.jdi.ThreadReference;
import java.util.Optional;

/** A frame that is to move, in a thread that may be stopped. */
final class OrderedFrame {
    private final ThreadReference thread;
    private final MoveOrder order;

    OrderedFrame(ThreadReference thread, MoveOrder order) {
        this.thread = thread;
        this.order = order;
    }

    /**
     * Where the frame is.
     *
     * @param above how many frames are above it; -1 if it has ended
     * @param offset where in its code it is
     * @param obstacle why it can't be taken off
     */
    record Standing(int above, long offset, Optional<String> obstacle) {
        static final Standing ENDED = new Standing(-1, 0, Optional.empty());
    }

    Standing standing() throws IncompatibleThreadStateException {
        int above = above();
        if (above < 0) {
            return Standing.ENDED;
        }
        Location at = thread.frame(above).location();
        return isOld(at) ? new Standing(above, at.codeIndex(), obstacle(above)) : Standing.ENDED;
    }

    /** How many frames are above it; negative if it has ended. */
    int above() throws IncompatibleThreadStateException {
        return thread.frameCount() - 1 - order.below();
    }

    /**
     * Why the frame can't be taken off, whenever it is tried. In a virtual thread that has been unmounted meanwhile, HotSpot
     * makes the caller go on behind the call with a result of zero (JDK-8391440).
     */
    private Optional<String> obstacle(int above) throws IncompatibleThreadStateException {
        if (thread.referenceType().name().equals("java.lang.VirtualThread")) {
            return Optional.of("its thread is a virtual one");
        } else if (order.below() == 0
                || thread.frame(above + 1).location().method().isNative()) {
            return Optional.of("the JVM itself or native code has called it");
        }
        return Optional.empty();
    }

    /** Whether a place is one of the old code that the frame runs. */
    boolean isOld(Location location) {
        Method method = location.method();
        boolean isNamed = order.hidden()
                && !method.isObsolete()
                && method.name().equals(order.plan().method())
                && method.signature().equals(order.plan().descriptor());
        return (isNamed || method.isObsolete())
                && location.declaringType().equals(((JdiClass) order.plan().type()).type());
    }
}

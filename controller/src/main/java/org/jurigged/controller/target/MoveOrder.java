package org.jurigged.controller.target;

import java.util.Objects;

/**
 * A frame that runs old code and is to go on in new code.
 *
 * @param thread the thread, see {@link ThreadStack#id()}
 * @param below how many frames are below it in its thread; as long as it lives that stays the same
 * @param plan how it goes on
 * @param hidden whether the JVM doesn't call its method obsolete: it left the method as it was the first time that it
 *     redefined its class since the frame is there (EMCP, JVMTI {@code RedefineClasses}); the plan's room tells it then
 */
public record MoveOrder(long thread, int below, MovePlan plan, boolean hidden) {
    public MoveOrder {
        Objects.requireNonNull(plan, "plan");
    }
}

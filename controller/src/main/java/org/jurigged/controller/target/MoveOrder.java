package org.jurigged.controller.target;

import java.util.Objects;

/**
 * A frame that runs old code and is to go on in new code.
 *
 * @param thread the thread, see {@link ThreadStack#id()}
 * @param below how many frames are below it in its thread; as long as it lives that stays the same
 * @param plan how it goes on
 */
public record MoveOrder(long thread, int below, MovePlan plan) {
    public MoveOrder {
        Objects.requireNonNull(plan, "plan");
    }
}

package org.jurigged.controller.target;

import java.util.List;
import java.util.Objects;
import org.jurigged.reshape.move.LoopMove;

/**
 * A frame that runs old code and is to go on in new code, which has the {@link org.jurigged.reshape.move.Entrance} for it.
 *
 * @param thread the thread, see {@link ThreadStack#id()}
 * @param below how many frames are below it in its thread; as long as it lives that stays the same
 * @param type the class whose old method it runs
 * @param method that method's name in its class file
 * @param key of the entrance
 * @param first the number of the first of its entries in the entrance, which may have entries for several old versions
 * @param loops the loops of the old method that have entries, in the order of the entrance
 */
public record MoveOrder(
        long thread, int below, LoadedClass type, String method, int key, int first, List<LoopMove.Movable> loops) {
    public MoveOrder {
        Objects.requireNonNull(type, "type");
        Objects.requireNonNull(method, "method");
        loops = List.copyOf(loops);
        if (loops.isEmpty()) {
            throw new IllegalArgumentException("no loop of " + method + " can move");
        }
    }
}

package org.jurigged.controller.target;

import java.util.List;
import java.util.Objects;
import org.jurigged.reshape.move.LoopMove;

/**
 * How frames that run one old version of a method go on in its new code, which has the
 * {@link org.jurigged.reshape.move.Entrance} for them.
 *
 * @param type the class whose old method they run
 * @param method that method's name in its class file
 * @param descriptor that method's descriptor
 * @param key of the entrance
 * @param first the number of the first of its entries in the entrance, which may have entries for several old versions
 * @param loops the loops of the old version that have entries, in the order of the entrance
 * @param room how many local variables the old version has room for, which tells it from the others; -1 if nothing does
 */
public record MovePlan(
        LoadedClass type,
        String method,
        String descriptor,
        int key,
        int first,
        List<LoopMove.Movable> loops,
        int room) {
    public MovePlan {
        Objects.requireNonNull(type, "type");
        Objects.requireNonNull(method, "method");
        Objects.requireNonNull(descriptor, "descriptor");
        loops = List.copyOf(loops);
        if (loops.isEmpty()) {
            throw new IllegalArgumentException("no loop of " + method + " can move");
        }
    }

    /** The number of the loop whose head is at an offset; -1 if there is none. */
    int loop(long offset) {
        for (int i = 0; i < loops.size(); i++) {
            if (loops.get(i).headOffset() == offset) {
                return i;
            }
        }
        return -1;
    }

    /** How many instructions of the method are executed at least until one of the heads is reached, or the method's end. */
    int steps(long offset) {
        return Math.max(
                1,
                loops.stream()
                        .mapToInt(l -> l.extent().steps((int) offset))
                        .min()
                        .orElse(1));
    }
}

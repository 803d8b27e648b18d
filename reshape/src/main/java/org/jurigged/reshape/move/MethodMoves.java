package org.jurigged.reshape.move;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * What becomes of the loops of a method's old code.
 *
 * @param loops all of them, in the order of the code
 */
public record MethodMoves(List<LoopMove> loops) {
    public MethodMoves {
        loops = List.copyOf(loops);
    }

    /**
     * List the loops that a frame is in, from the inside to the outside. It moves at the first head that it comes to of a
     * loop that can; when it is in none, at the first one that it comes to at all.
     *
     * @param offset where in the old code the frame is
     */
    public List<LoopMove> around(int offset) {
        List<LoopMove> around =
                new ArrayList<>(loops.stream().filter(l -> l.contains(offset)).toList());
        around.sort(Comparator.comparingInt(l ->
                (int) loops.stream().filter(o -> l.contains(o.headOffset())).count()));
        return around;
    }

    /** The loops that can go on in the new code. */
    public List<LoopMove.Movable> movable() {
        return loops.stream()
                .filter(LoopMove.Movable.class::isInstance)
                .map(LoopMove.Movable.class::cast)
                .toList();
    }
}

package org.jurigged.reshape.move;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * What becomes of the loops of a method's old code.
 *
 * @param loops all of them, in the order of the code
 * @param room how many local variables the old code has room for (JVMS 4.7.3)
 */
public record MethodMoves(List<LoopMove> loops, int room) {
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

    /**
     * Whether a frame comes to the head of a loop that can go on in the new code, unless it ends before that.
     *
     * @param offset where in the old code the frame is
     */
    public boolean mayMove(int offset) {
        return movable().stream().anyMatch(l -> l.extent().isAhead(offset));
    }

    /**
     * Return why a frame stays; empty if it may move, or has no loop to go on in.
     *
     * @param offset where in the old code the frame is
     */
    public Optional<String> reason(int offset) {
        return mayMove(offset)
                ? Optional.empty()
                : around(offset).stream()
                        .filter(LoopMove.Stays.class::isInstance)
                        .map(l -> ((LoopMove.Stays) l).reason())
                        .findFirst();
    }

    /** The loops that can go on in the new code. */
    public List<LoopMove.Movable> movable() {
        return loops.stream()
                .filter(LoopMove.Movable.class::isInstance)
                .map(LoopMove.Movable.class::cast)
                .toList();
    }
}

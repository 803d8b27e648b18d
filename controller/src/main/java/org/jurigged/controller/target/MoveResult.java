package org.jurigged.controller.target;

import java.util.Objects;
import org.jurigged.reshape.move.LoopMove;

/** What became of a {@link MoveOrder}. */
public sealed interface MoveResult {
    /** The frame goes on in the new code of this loop. */
    record Moved(LoopMove.Movable loop) implements MoveResult {
        public Moved {
            Objects.requireNonNull(loop, "loop");
        }
    }

    /** The frame goes on in the old code; {@code reason} is one clause in lower case without a full stop. */
    record Stayed(String reason) implements MoveResult {
        public Stayed {
            Objects.requireNonNull(reason, "reason");
        }
    }

    /** The frame was taken off, and its method has begun anew instead of going on: something in jurigged is wrong. */
    record Lost() implements MoveResult {}

    /** Another edit has replaced the code that the frame would have gone on in. */
    record Superseded() implements MoveResult {}

    /** The frame came to its end before it came to the head of a loop. */
    record Ended() implements MoveResult {}
}

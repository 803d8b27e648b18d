package org.jurigged.reshape.move;

import java.util.List;
import java.util.Objects;

/** What becomes of a loop that runs in the old code of a method. */
public sealed interface LoopMove {
    /** The offset in the old code of the instruction that begins each turn. */
    int headOffset();

    /** The line of the head in the old source; 0 if the old class doesn't tell lines. */
    int line();

    /** Whether a frame that is at this offset of the old code is in the loop. */
    boolean contains(int offset);

    /**
     * It can go on in the new code, from the head on.
     *
     * @param extent where in the old code the loop is
     * @param newLine the line of the head in the new source
     * @param saved what has to be read in the old frame at the head, in the order in which it is handed over
     * @param entry the way into the new code
     */
    record Movable(Extent extent, int newLine, List<SavedLocal> saved, Entry entry) implements LoopMove {
        public Movable {
            Objects.requireNonNull(extent, "extent");
            Objects.requireNonNull(entry, "entry");
            saved = List.copyOf(saved);
        }

        @Override
        public int headOffset() {
            return extent.headOffset();
        }

        @Override
        public int line() {
            return extent.line();
        }

        @Override
        public boolean contains(int offset) {
            return extent.contains(offset);
        }
    }

    /**
     * It ends in the old code.
     *
     * @param extent where in the old code the loop is
     * @param reason one clause in lower case without a full stop: {@code the new code has no such loop}
     */
    record Stays(Extent extent, String reason) implements LoopMove {
        public Stays {
            Objects.requireNonNull(extent, "extent");
            Objects.requireNonNull(reason, "reason");
        }

        @Override
        public int headOffset() {
            return extent.headOffset();
        }

        @Override
        public int line() {
            return extent.line();
        }

        @Override
        public boolean contains(int offset) {
            return extent.contains(offset);
        }
    }
}

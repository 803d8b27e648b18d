package org.jurigged.controller.watch;

/**
 * What one reading of a file showed.
 *
 * @param state how ready the content is
 * @param stamp the file's stamp from before the reading; null for {@link State#ABSENT} and {@link State#UNREADABLE}
 * @param hash of the content, where there is a stamp
 * @param takenAt wall-clock nanoseconds
 * @param problem why the file could not be read; null unless {@link State#UNREADABLE}
 */
record Look(State state, Stamp stamp, long hash, long takenAt, String problem) {
    /** How ready a file is to be handed on; {@link Burst} says how long each is waited for. */
    enum State {
        /** Java that ends where a Java file can end. */
        COMPLETE,
        /** Not Java: nothing to tell an end by. */
        OPAQUE,
        /** Java that breaks off or does not balance. */
        INCOMPLETE,
        /** Changed while it was read: the hash is that of no content. */
        CHANGING,
        /** No bytes: truncated before the write, or meant so. */
        EMPTY,
        ABSENT,
        UNREADABLE
    }

    /** Tells whether the hash is the hash of what the stamp belongs to. */
    boolean hasContent() {
        return stamp != null && state != State.CHANGING;
    }

    static Look absent(long takenAt) {
        return new Look(State.ABSENT, null, 0, takenAt, null);
    }

    static Look unreadable(long takenAt, String problem) {
        return new Look(State.UNREADABLE, null, 0, takenAt, problem);
    }
}

package org.jurigged.controller.recode;

import java.util.List;
import org.jurigged.controller.Event;
import org.jurigged.controller.JuriggedException;

/** A patch that could not be made, taken back or committed. The program and the source file are as they were. */
public abstract sealed class RecodeException extends JuriggedException {
    private static final long serialVersionUID = 1;

    private RecodeException(String sentence, Throwable cause) {
        super(sentence, cause);
    }

    /** There is no such definition, or more than one; or the source is none of it: it is of another name, say. */
    public static final class Rejected extends RecodeException {
        private static final long serialVersionUID = 1;

        /**
         * Says why.
         *
         * @param sentence the message
         */
        public Rejected(String sentence) {
            super(sentence, null);
        }
    }

    /** The patch doesn't compile, or the JVM can't take it. */
    public static final class Refused extends RecodeException {
        private static final long serialVersionUID = 1;

        private final transient List<Event> reasons;

        /**
         * Says why.
         *
         * @param sentence the message
         * @param reasons as a session tells them of a save: {@link Event.CompileFailed}, {@link Event.Refused}, {@link
         *     Event.Trouble}
         */
        public Refused(String sentence, List<Event> reasons) {
            super(sentence, null);
            this.reasons = List.copyOf(reasons);
        }

        /** {@return the reasons, never empty} */
        public List<Event> reasons() {
            return reasons;
        }
    }

    /**
     * The patch is stale: its definition has changed in the source file since it was made, or another patch took its place.
     * The patch's source is kept; {@code repatch} makes it anew from what is there now.
     */
    public static final class OutOfSync extends RecodeException {
        private static final long serialVersionUID = 1;

        /**
         * Says what changed.
         *
         * @param sentence the message
         */
        public OutOfSync(String sentence) {
            super(sentence, null);
        }
    }

    /** The source file could not be written: it is read-only, the disk is full, its encoding has not all characters. */
    public static final class Unwritable extends RecodeException {
        private static final long serialVersionUID = 1;

        /**
         * Says why.
         *
         * @param sentence the message
         * @param cause the failure below it; may be {@code null}
         */
        public Unwritable(String sentence, Throwable cause) {
            super(sentence, cause);
        }
    }
}

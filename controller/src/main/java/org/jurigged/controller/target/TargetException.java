package org.jurigged.controller.target;

import org.jurigged.controller.JuriggedException;
import org.jurigged.reshape.Refusal;

/** What a target could not do. */
public abstract sealed class TargetException extends JuriggedException {
    private static final long serialVersionUID = 1L;

    TargetException(String message, Throwable cause) {
        super(message, cause);
    }

    /** The JVM ended or the connection to it broke. */
    public static final class Gone extends TargetException {
        private static final long serialVersionUID = 1L;

        Gone(String target, Throwable cause) {
            super("The program " + target + " has ended, or closed its debug connection.", cause);
        }
    }

    /** The JVM refused to redefine or define a class; nothing was changed. */
    public static final class Refused extends TargetException {
        private static final long serialVersionUID = 1L;

        Refused(String message, Throwable cause) {
            super(message, cause);
        }
    }

    /** No thread of the JVM could be had to run code on. */
    public static final class NoThread extends TargetException {
        private static final long serialVersionUID = 1L;

        NoThread(String message, Throwable cause) {
            super(message, cause);
        }
    }

    /** Code that ran in the JVM threw. */
    public static final class Thrown extends TargetException {
        private static final long serialVersionUID = 1L;

        Thrown(String message) {
            super(message, null);
        }
    }

    /** An enum keeps the constants that it has; nothing has changed. */
    public static final class Kept extends TargetException {
        private static final long serialVersionUID = 1L;
        private final transient Refusal refusal;

        Kept(Refusal refusal) {
            super(refusal.toString(), null);
            this.refusal = refusal;
        }

        /** Why. */
        public Refusal refusal() {
            return refusal;
        }
    }
}

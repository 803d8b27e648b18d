package org.jurigged.reshape.move;

/** Says why a loop can't go on in new code; never leaves the package. */
final class CannotMove extends Exception {
    private static final long serialVersionUID = 1;

    /** {@code reason} is one clause in lower case without a full stop. */
    CannotMove(String reason) {
        super(reason, null, false, false);
    }
}

package org.jurigged.controller.guest;

/** What a snippet that is to end is made to throw. */
final class Stopped extends Error {
    private static final long serialVersionUID = 1L;

    Stopped() {
        super("stopped", null, false, false);
    }
}

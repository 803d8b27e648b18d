package org.jurigged.agent;

/** A class that the controller knows is unloaded. */
final class Unloaded extends Exception {
    private static final long serialVersionUID = 1L;

    Unloaded() {
        super("a class is unloaded");
    }
}

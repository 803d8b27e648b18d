package org.jurigged.controller.guest;

import java.io.PrintStream;

/** What snippets get in place of {@code System.out} and {@code System.err}, where these aren't the prompt's own. */
public final class Console {
    private static final PrintStream ITS_OUT = System.out;
    private static final PrintStream ITS_ERR = System.err;
    private static volatile PrintStream ours = ITS_OUT;

    private Console() {}

    static void to(PrintStream stream) {
        ours = stream;
    }

    /** Returns what a snippet that says {@code System.out} prints to. */
    public static PrintStream out() {
        PrintStream now = System.out;
        return now == ITS_OUT ? ours : now;
    }

    /** Returns what a snippet that says {@code System.err} prints to. */
    public static PrintStream err() {
        PrintStream now = System.err;
        return now == ITS_ERR ? ours : now;
    }
}

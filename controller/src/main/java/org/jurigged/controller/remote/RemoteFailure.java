package org.jurigged.controller.remote;

import java.io.PrintStream;
import java.io.PrintWriter;

/** What was thrown in another process, as it said itself. */
final class RemoteFailure extends Exception {
    private static final long serialVersionUID = 1L;

    private final String text;
    private final String stack;

    RemoteFailure(String text, String stack) {
        super(text, null, false, false);
        this.text = text;
        this.stack = stack;
    }

    @Override
    public void printStackTrace(PrintStream out) {
        out.print(stack);
    }

    @Override
    public void printStackTrace(PrintWriter out) {
        out.print(stack);
    }

    @Override
    public String toString() {
        return text;
    }
}

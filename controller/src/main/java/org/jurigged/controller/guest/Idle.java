package org.jurigged.controller.guest;

import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Field;
import java.lang.reflect.Method;

/**
 * The main class of a program that is there for its prompt only. It ends when its stdin does, that is, at the latest when the
 * debugger goes.
 */
public final class Idle {
    private Idle() {}

    /** Waits. */
    public static void main(String[] args) throws IOException {
        ignoreInterrupts();
        InputStream end = System.in;
        System.setIn(InputStream.nullInputStream());
        while (end.read() >= 0) {
            // What comes means nothing.
        }
        System.exit(0);
    }

    /** A terminal sends Ctrl-C to us, too, and it is for the snippet that runs. */
    private static void ignoreInterrupts() {
        try {
            Class<?> signal = Class.forName("sun.misc.Signal");
            Class<?> handler = Class.forName("sun.misc.SignalHandler");
            Field ignore = handler.getField("SIG_IGN");
            Method handle = signal.getMethod("handle", signal, handler);
            handle.invoke(null, signal.getConstructor(String.class).newInstance("INT"), ignore.get(null));
        } catch (ReflectiveOperationException e) {
            // This Java has no such class: then Ctrl-C ends us with the debugger.
            return;
        }
    }
}

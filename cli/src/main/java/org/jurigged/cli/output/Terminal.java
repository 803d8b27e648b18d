package org.jurigged.cli.output;

import picocli.CommandLine.Help.Ansi;

/**
 * What our streams are connected to.
 *
 * <p>Java only tells whether stdin and stdout both are terminals; our start script asks the shell about each and says so
 * in system properties.
 */
public final class Terminal {
    private Terminal() {}

    /** Whether a person types into our stdin. */
    public static boolean input() {
        return is("jurigged.tty.in");
    }

    /** Whether a person reads our stderr. */
    public static boolean errors() {
        return is("jurigged.tty.err");
    }

    /** Returns whether to colour what goes to stdout. */
    public static Ansi colorsOnOutput() {
        return ColorChoice.auto.ansi(is("jurigged.tty.out"));
    }

    private static boolean is(String property) {
        String told = System.getProperty(property);
        return told == null ? System.console() != null : Boolean.parseBoolean(told);
    }
}

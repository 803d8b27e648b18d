package org.jurigged.cli.output;

import picocli.CommandLine.Help.Ansi;

/** When output is coloured. */
public enum ColorChoice {
    /** On a terminal, unless {@code NO_COLOR} is set (no-color.org). */
    auto,
    /** Always. */
    always,
    /** Never. */
    never;

    /** Decides for a stream that is a terminal or not. */
    public Ansi ansi(boolean terminal) {
        return switch (this) {
            case always -> Ansi.ON;
            case never -> Ansi.OFF;
            case auto -> {
                String off = System.getenv("NO_COLOR");
                boolean wanted = off == null || off.isEmpty();
                yield terminal && wanted && !"dumb".equals(System.getenv("TERM")) ? Ansi.ON : Ansi.OFF;
            }
        };
    }
}

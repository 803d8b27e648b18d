package org.jurigged.cli.command;

import java.util.Optional;
import picocli.CommandLine.Option;

/** The options of every command with a prompt in a program. */
final class PromptOptions {
    @Option(
            names = "--in",
            paramLabel = "PACKAGE",
            description = "Be in this package of the program, with access to what only it may use.")
    String in;

    @Option(
            names = "--thread",
            paramLabel = "NAME",
            description = {
                "Be in the frame of a thread that a debugger's breakpoint, --catch or --loop holds,",
                "with its variables, and with access to what its class may use."
            })
    String thread;

    /** Where in a program a prompt is; nowhere in particular without options. */
    record Where(Optional<String> in, Optional<String> thread) {
        static final Where ANY = new Where(Optional.empty(), Optional.empty());
    }

    Where where() {
        return new Where(Optional.ofNullable(in), Optional.ofNullable(thread));
    }
}

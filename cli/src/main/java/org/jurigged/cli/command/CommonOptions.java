package org.jurigged.cli.command;

import org.jurigged.cli.output.ColorChoice;
import picocli.CommandLine.Option;

/** The options of every command. */
final class CommonOptions {
    @Option(
            names = "--color",
            paramLabel = "WHEN",
            arity = "0..1",
            fallbackValue = "always",
            defaultValue = "auto",
            description = "Colour the output: auto, always or never (default: auto; NO_COLOR turns it off).")
    ColorChoice color = ColorChoice.auto;

    @Option(names = "--stack-traces", description = "Show stack traces of failures.")
    boolean stackTraces;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help.")
    boolean help;
}

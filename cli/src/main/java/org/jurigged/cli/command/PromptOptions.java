package org.jurigged.cli.command;

import picocli.CommandLine.Option;

/** The options of every command with a prompt in a program. */
final class PromptOptions {
    @Option(
            names = "--in",
            paramLabel = "PACKAGE",
            description = "Be in this package of the program, with access to what only it may use.")
    String in;
}

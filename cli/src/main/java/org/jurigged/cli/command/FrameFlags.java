package org.jurigged.cli.command;

import org.jurigged.controller.session.FrameOptions;
import picocli.CommandLine.Option;

/** What becomes of methods that are running when they change. */
final class FrameFlags {
    @Option(
            names = "--move",
            negatable = true,
            defaultValue = "true",
            fallbackValue = "true",
            description = "Move running loops into their new code at their next turn (default: they do).")
    private boolean move = true;

    @Option(
            names = "--restart-frames",
            description =
                    "Have other running methods that change begin again with their arguments. What they have done is"
                            + " done again.")
    private boolean restart;

    FrameOptions options() {
        return new FrameOptions(move, restart);
    }
}

package org.jurigged.cli.command;

import java.util.List;
import java.util.concurrent.Callable;
import org.jurigged.controller.JuriggedException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code jurigged patches}: the patches of a session. */
@Command(
        name = "patches",
        description =
                "List a session's patches: number, time, status, definition; or show one with the lines that stack"
                        + " traces have of it.")
final class PatchesCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private CommonOptions common;

    @Parameters(index = "0", paramLabel = "TARGET", description = "Process id or a part of the name.")
    private String target;

    @Parameters(index = "1", arity = "0..1", paramLabel = "N", description = "The number of one patch, to show it.")
    private String number = "";

    @Option(names = "--source", description = "Show it as it was given, to use it again.")
    private boolean source;

    @Override
    public Integer call() throws JuriggedException {
        List<String> lines = Control.ask(target, "patches", number, source ? "source" : "");
        if (lines.isEmpty()) {
            spec.commandLine().getErr().println("There is no patch.");
        }
        return Control.print(spec.commandLine().getOut(), lines);
    }
}

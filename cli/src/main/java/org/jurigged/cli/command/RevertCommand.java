package org.jurigged.cli.command;

import java.util.concurrent.Callable;
import org.jurigged.controller.JuriggedException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code jurigged revert}: takes patches back. */
@Command(
        name = "revert",
        description =
                "Take a patch back: the program runs what the source file has. Its number may be left out when there"
                        + " is only one.")
final class RevertCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private CommonOptions common;

    @Parameters(index = "0", paramLabel = "TARGET", description = "Process id or a part of the name.")
    private String target;

    @Parameters(index = "1", arity = "0..1", paramLabel = "N", description = "The number of the patch.")
    private Integer number;

    @Option(names = "--all", description = "Take back all that aren't committed.")
    private boolean all;

    @Override
    public Integer call() throws JuriggedException {
        if (all && number != null) {
            throw new ParameterException(spec.commandLine(), "Give the number of one patch or --all, not both.");
        }
        String which = all ? "all" : number == null ? "" : number.toString();
        return Control.print(spec.commandLine().getOut(), Control.ask(target, "revert", which));
    }
}

package org.jurigged.cli.command;

import java.util.concurrent.Callable;
import org.jurigged.controller.JuriggedException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code jurigged commit}: writes a patch into its source file. */
@Command(
        name = "commit",
        description =
                "Write a patch into its source file, and nothing else. Its number may be left out when there is only"
                        + " one.")
final class CommitCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private CommonOptions common;

    @Parameters(index = "0", paramLabel = "TARGET", description = "Process id or a part of the name.")
    private String target;

    @Parameters(index = "1", arity = "0..1", paramLabel = "N", description = "The number of the patch.")
    private Integer number;

    @Override
    public Integer call() throws JuriggedException {
        String which = number == null ? "" : number.toString();
        return Control.print(spec.commandLine().getOut(), Control.ask(target, "commit", which));
    }
}

package org.jurigged.cli.command;

import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code jurigged completion}: a script that completes our command line in bash and zsh. */
@Command(name = "completion", description = "Print a completion script for bash and zsh: source <(jurigged completion)")
final class CompletionCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private CommonOptions common;

    @Override
    public Integer call() {
        spec.commandLine()
                .getOut()
                .print(AutoComplete.bash("jurigged", spec.root().commandLine()));
        spec.commandLine().getOut().flush();
        return 0;
    }
}

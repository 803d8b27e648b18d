package org.jurigged.cli.command;

import java.util.concurrent.Callable;
import org.jurigged.controller.JuriggedException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code jurigged status}: what a session has live, and what not. */
@Command(name = "status", description = "Show what is live in a session, what waits, and its patches.")
final class StatusCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private CommonOptions common;

    @Parameters(index = "0", paramLabel = "TARGET", description = "Process id or a part of the name.")
    private String target;

    @Override
    public Integer call() throws JuriggedException {
        return Control.print(spec.commandLine().getOut(), Control.ask(target, "status"));
    }
}

package org.jurigged.cli.command;

import java.util.concurrent.Callable;
import org.jurigged.controller.JuriggedException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code jurigged restart}: a method that is running begins again. */
@Command(
        name = "restart",
        description = {
            "Have a method that is running in a live JVM begin again with its arguments, on its latest code.",
            "What it has done is done again, and what it would do in the end, as in a finally block, is left out."
        })
final class RestartCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private CommonOptions common;

    @Parameters(index = "0", paramLabel = "TARGET", description = "Process id or a part of the name.")
    private String target;

    @Parameters(
            index = "1",
            paramLabel = "METHOD",
            description =
                    "The method, as 'jurigged frames' shows it, or a part of that. Of several calls of it in a thread"
                            + " the outermost begins again.")
    private String method;

    @Option(
            names = "--thread",
            paramLabel = "NAME",
            description = "The thread of this name (default: the only one that runs the method).")
    private String thread = "";

    @Override
    public Integer call() throws JuriggedException {
        return Control.print(spec.commandLine().getOut(), Control.ask(target, "restart", method, thread));
    }
}

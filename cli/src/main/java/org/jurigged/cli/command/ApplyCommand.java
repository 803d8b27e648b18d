package org.jurigged.cli.command;

import java.util.List;
import java.util.concurrent.Callable;
import org.jurigged.controller.JuriggedException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code jurigged apply}: applies what waits in a session. */
@Command(
        name = "apply",
        description = "Apply what was saved and waits in a session, all of it or nothing; exits 1 when something is not"
                + " live after that.")
final class ApplyCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private CommonOptions common;

    @Parameters(index = "0", paramLabel = "TARGET", description = "Process id or a part of the name.")
    private String target;

    @Override
    public Integer call() throws JuriggedException {
        List<String> left = Control.ask(target, "apply");
        Control.print(spec.commandLine().getOut(), left);
        return left.isEmpty() ? 0 : 1;
    }
}

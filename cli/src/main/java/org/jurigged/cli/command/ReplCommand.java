package org.jurigged.cli.command;

import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jurigged.controller.JuriggedException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code jurigged repl}: a prompt in a JVM that runs. */
@Command(
        name = "repl",
        description = "Open a live REPL in a running JVM: what is typed is evaluated there, by a thread of its own.",
        sortOptions = false)
final class ReplCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private PromptOptions prompt;

    @Mixin
    private CommonOptions common;

    @Parameters(index = "0", paramLabel = "TARGET", description = "Process id, HOST:PORT or a part of the name.")
    private String target;

    @Override
    public Integer call() throws JuriggedException {
        Path directory = Path.of("").toAbsolutePath();
        try (Prompting prompting = Prompting.begin(spec.commandLine(), common, directory)) {
            PromptPlace place =
                    new PromptPlace(directory, Optional.ofNullable(prompt.in), Optional.of(prompting::print));
            try (Attached attached = Attached.to(target, prompting)) {
                place.in(attached.target());
                return prompting.run(place);
            }
        }
    }
}

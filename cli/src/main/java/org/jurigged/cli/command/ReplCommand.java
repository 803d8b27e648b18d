package org.jurigged.cli.command;

import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jurigged.controller.JuriggedException;
import org.jurigged.controller.launch.ProgramSpec;
import org.jurigged.controller.session.SessionOptions;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code jurigged repl}: a prompt in a JVM that runs, or in one of its own. */
@Command(
        name = "repl",
        description = "Open a live REPL in a running JVM, or in one of its own: what is typed is evaluated there.",
        sortOptions = false)
final class ReplCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private PromptOptions prompt;

    @Mixin
    private CommonOptions common;

    @Parameters(
            index = "0",
            arity = "0..1",
            paramLabel = "TARGET",
            description =
                    "Process id, HOST:PORT or a part of the name. Without it: a JVM of its own, with the project's"
                            + " class path.")
    private String target;

    @Override
    public Integer call() throws JuriggedException {
        Path directory = Path.of("").toAbsolutePath();
        if (target == null && prompt.thread != null) {
            throw new ParameterException(
                    spec.commandLine(), "--thread wants a TARGET: the program in which the thread is held.");
        } else if (target == null) {
            SessionOptions options = SessionOptions.in(directory);
            return new OwnPrompt(spec.commandLine(), common, ProgramSpec.NONE, options)
                    .run(Optional.ofNullable(prompt.in));
        }
        try (Prompting prompting = Prompting.begin(spec.commandLine(), common, directory)) {
            PromptPlace place = new PromptPlace(directory, prompt.where(), Optional.of(prompting::print));
            try (Attached attached = Attached.to(target, prompting)) {
                place.in(attached.target());
                return prompting.run(place);
            }
        }
    }
}

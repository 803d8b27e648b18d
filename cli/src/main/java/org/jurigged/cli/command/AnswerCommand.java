package org.jurigged.cli.command;

import java.io.PrintWriter;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jurigged.controller.JuriggedException;
import org.jurigged.controller.control.ControlClient;
import org.jurigged.controller.loop.LoopCommand;
import org.jurigged.controller.target.Attacher;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code jurigged loop}: answers for a looped method that waits, from another shell. */
@Command(
        name = "loop",
        description = "Tell the looped method of a live JVM that waits how to go on; without a word, say what waits.")
final class AnswerCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private CommonOptions common;

    @Parameters(index = "0", paramLabel = "TARGET", description = "Process id, HOST:PORT or a part of the name.")
    private String target;

    @Parameters(
            index = "1",
            arity = "0..1",
            paramLabel = "WORD",
            description = "continue: go on with the last outcome; run: run again; abort: give the exception back;"
                    + " quit: end all loops. Or the first letter, or the number of the frame to enter again.")
    private String word = "";

    @Override
    public Integer call() throws JuriggedException {
        if (!word.isEmpty() && !word.matches("\\d{1,4}") && LoopCommand.of(word).isEmpty()) {
            throw new ParameterException(
                    spec.commandLine(),
                    "There is no '" + word + "': continue, run, abort or quit, or the number of a frame.");
        }
        Optional<Long> pid = Attacher.pid(target);
        Optional<List<String>> answer = pid.isPresent() ? ControlClient.ask(pid.get(), "loop", word) : Optional.empty();
        if (answer.isEmpty()) {
            throw new JuriggedException(
                    "No jurigged has " + target + " live: start it with jurigged run --loop, or attach --loop.");
        }
        PrintWriter out = spec.commandLine().getOut();
        answer.get().forEach(out::println);
        if (word.isEmpty() && answer.get().isEmpty()) {
            spec.commandLine().getErr().println("No looped method waits.");
        }
        out.flush();
        return 0;
    }
}

package org.jurigged.cli.command;

import java.io.PrintWriter;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jurigged.controller.JuriggedException;
import org.jurigged.controller.control.ControlClient;
import org.jurigged.controller.target.Attacher;
import picocli.CommandLine;
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
            "What it has done is done again."
        })
final class RestartCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private CommonOptions common;

    @Parameters(index = "0", paramLabel = "TARGET", description = "Process id, HOST:PORT or a part of the name.")
    private String target;

    @Parameters(
            index = "1",
            paramLabel = "METHOD",
            description = "A part of the name of the class or method, as 'jurigged frames' shows it.")
    private String method;

    @Option(names = "--thread", paramLabel = "NAME", description = "Only in the thread of this name (default: all).")
    private String thread = "";

    @Override
    public Integer call() throws JuriggedException {
        List<String> told = told();
        PrintWriter out = spec.commandLine().getOut();
        PrintWriter err = spec.commandLine().getErr();
        for (String one : told) {
            (one.startsWith("+") ? out : err).println(one.substring(2));
        }
        out.flush();
        err.flush();
        return told.stream().allMatch(one -> one.startsWith("+"))
                ? CommandLine.ExitCode.OK
                : CommandLine.ExitCode.SOFTWARE;
    }

    private List<String> told() throws JuriggedException {
        Optional<Long> pid = Attacher.pid(target);
        Optional<List<String>> answer =
                pid.isPresent() ? ControlClient.ask(pid.get(), "restart", method, thread) : Optional.empty();
        return answer.orElseThrow(() -> new JuriggedException("No jurigged has the JVM '" + target
                + "' live. Start the program with 'jurigged run', or attach first."));
    }
}

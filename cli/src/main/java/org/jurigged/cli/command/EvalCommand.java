package org.jurigged.cli.command;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import jdk.jshell.ExpressionSnippet;
import jdk.jshell.Snippet;
import jdk.jshell.SnippetEvent;
import jdk.jshell.SourceCodeAnalysis;
import jdk.jshell.VarSnippet;
import org.jurigged.cli.repl.Feedback;
import org.jurigged.controller.JuriggedException;
import org.jurigged.controller.repl.Repl;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code jurigged eval}: one value, for scripts. */
@Command(
        name = "eval",
        description = "Evaluate an expression in a running JVM and print its value.",
        sortOptions = false,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {" 0:the value is on stdout", " 1:it threw, or can't be evaluated; stderr says why"})
final class EvalCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private PromptOptions prompt;

    @Option(
            names = {"-r", "--raw"},
            description = "Print a string without quotes and escapes.")
    private boolean raw;

    @Mixin
    private CommonOptions common;

    @Parameters(index = "0", paramLabel = "TARGET", description = "Process id, HOST:PORT or a part of the name.")
    private String target;

    @Parameters(
            index = "1",
            paramLabel = "EXPRESSION",
            description =
                    "What to evaluate: an expression, or several snippets of which the last one's value is printed.")
    private String expression;

    @Override
    public Integer call() throws JuriggedException {
        PrintWriter err = spec.commandLine().getErr();
        Consumer<byte[]> printed = bytes -> {
            err.print(new String(bytes, StandardCharsets.UTF_8));
            err.flush();
        };
        try (Attached attached = Attached.to(target, event -> {});
                Repl repl = attached.target().open(prompt.where(), Optional.of(printed))) {
            // Where a thread is held is known to who names it.
            repl.news();
            return evaluate(repl, err);
        }
    }

    private int evaluate(Repl repl, PrintWriter err) {
        String rest = expression;
        Optional<String> value = Optional.empty();
        while (!rest.isBlank()) {
            SourceCodeAnalysis.CompletionInfo part =
                    repl.shell().sourceCodeAnalysis().analyzeCompletion(rest);
            String source = part.completeness().isComplete() && part.source() != null ? part.source() : rest;
            rest = source.equals(rest) ? "" : part.remaining();
            List<SnippetEvent> events = repl.eval(source);
            for (SnippetEvent event : events) {
                if (event.causeSnippet() == null && isBad(event)) {
                    new Feedback(repl.shell()).problems(event).forEach(err::println);
                    err.flush();
                    return CommandLine.ExitCode.SOFTWARE;
                }
            }
            repl.news().forEach(err::println);
            Optional<String> problem = repl.problem();
            if (problem.isPresent()) {
                err.println("jurigged: " + problem.get());
                return CommandLine.ExitCode.SOFTWARE;
            }
            value = value(events);
        }
        value.ifPresent(spec.commandLine().getOut()::println);
        spec.commandLine().getOut().flush();
        return CommandLine.ExitCode.OK;
    }

    private static boolean isBad(SnippetEvent event) {
        return event.exception() != null || event.status() != Snippet.Status.VALID;
    }

    private Optional<String> value(List<SnippetEvent> events) {
        return events.stream()
                .filter(event -> event.causeSnippet() == null)
                .filter(event -> event.value() != null && !isVoid(event))
                .map(event -> raw ? unquoted(event) : event.value())
                .reduce((first, last) -> last);
    }

    private static boolean isVoid(SnippetEvent event) {
        return event.value().isEmpty() && event.snippet().kind() != Snippet.Kind.VAR;
    }

    private static String unquoted(SnippetEvent event) {
        String value = event.value();
        String type = event.snippet() instanceof VarSnippet variable
                ? variable.typeName()
                : event.snippet() instanceof ExpressionSnippet expression ? expression.typeName() : "";
        boolean isText = type.equals("String") && value.startsWith("\"");
        return isText ? value.substring(1, value.length() - 1).translateEscapes() : value;
    }
}

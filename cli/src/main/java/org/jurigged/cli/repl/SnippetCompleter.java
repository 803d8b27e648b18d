package org.jurigged.cli.repl;

import java.util.List;
import java.util.function.Supplier;
import org.jline.reader.Candidate;
import org.jline.reader.Completer;
import org.jline.reader.LineReader;
import org.jline.reader.ParsedLine;

/** Completes names in snippets, and commands. */
final class SnippetCompleter implements Completer {
    private final Supplier<Completions> shell;
    private final List<String> commands;

    SnippetCompleter(Supplier<Completions> shell, List<String> commands) {
        this.shell = shell;
        this.commands = commands;
    }

    @Override
    public void complete(LineReader reader, ParsedLine line, List<Candidate> candidates) {
        String text = line.line();
        boolean isCommand = text.stripLeading().startsWith("/");
        if (isCommand && !text.stripLeading().contains(" ")) {
            commands.forEach(name -> candidates.add(candidate(name, true)));
        } else if (isCommand) {
            // What follows a command is a name or an expression.
            int from = text.indexOf(' ') + 1;
            String argument = text.substring(from);
            shell.get().names(argument, line.cursor() - from).forEach(name -> candidates.add(candidate(name, false)));
        } else {
            shell.get().names(text, line.cursor()).forEach(name -> candidates.add(candidate(name, false)));
        }
    }

    private static Candidate candidate(String name, boolean complete) {
        return new Candidate(name, name, null, null, null, null, complete);
    }
}

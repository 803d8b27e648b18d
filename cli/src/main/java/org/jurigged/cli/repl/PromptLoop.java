package org.jurigged.cli.repl;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import jdk.jshell.Snippet;
import jdk.jshell.SnippetEvent;
import jdk.jshell.SourceCodeAnalysis.Completeness;
import jdk.jshell.SourceCodeAnalysis.CompletionInfo;
import jdk.jshell.VarSnippet;
import org.jurigged.controller.JuriggedException;
import org.jurigged.controller.repl.Repl;

/** Reads, evaluates and shows, until the end of the input or {@code /exit}. */
public final class PromptLoop {
    private final Place place;
    private final Input input;
    private final Commands commands;
    private CompletableFuture<Repl> repl;
    private String pending = "";
    private boolean ended;
    private int exitCode;

    /** {@code repl} is the first JShell, which may still be on its way. */
    public PromptLoop(Place place, Input input, CompletableFuture<Repl> repl) {
        this.place = place;
        this.input = input;
        this.repl = repl;
        this.commands = new Commands(this);
    }

    /** Returns the exit code that {@code /exit} named. */
    public int run() throws JuriggedException {
        while (!ended) {
            Optional<String> text = input.read(pending.isEmpty());
            if (text.isEmpty()) {
                break;
            }
            try {
                take(text.get());
            } catch (IllegalStateException e) {
                pending = "";
                say("The program has ended.");
                break;
            }
        }
        if (!pending.isBlank()) {
            evaluate(pending);
        }
        return exitCode;
    }

    private void take(String text) throws JuriggedException {
        if (pending.isEmpty() && text.isBlank()) {
            return;
        }
        String whole = pending.isEmpty() ? text : pending + "\n" + text;
        if (!Commands.isCommand(whole)) {
            pending = evaluateWhole(whole);
        } else if (!Commands.sourceIn(whole).isEmpty() && new Completions(repl().shell()).goesOn(whole)) {
            pending = whole;
        } else {
            pending = "";
            commands.run(whole.strip());
        }
    }

    /** Evaluates the snippets that a text has; returns what goes on in the next line. */
    private String evaluateWhole(String text) throws JuriggedException {
        String rest = text;
        while (!rest.isBlank()) {
            CompletionInfo info = repl().shell().sourceCodeAnalysis().analyzeCompletion(rest);
            if (info.completeness() == Completeness.DEFINITELY_INCOMPLETE) {
                return rest;
            }
            boolean whole = info.source() == null;
            evaluate(whole ? rest : info.source());
            rest = whole ? "" : info.remaining();
        }
        return "";
    }

    /** Evaluates one snippet and shows what came of it. */
    List<SnippetEvent> evaluate(String source) throws JuriggedException {
        Repl shell = repl();
        Evaluation evaluation = new Evaluation(shell, source);
        input.whileRunning(evaluation, () -> {
            say("stopped");
            shell.stop();
        });
        shell.news().forEach(this::say);
        Optional<String> problem = shell.problem();
        if (shell.isOver()) {
            // JShell closes itself when what it runs in is gone.
            throw new IllegalStateException("the program is gone");
        }
        if (problem.isPresent()) {
            say(problem.get());
        } else {
            input.show(new Feedback(shell.shell()).lines(evaluation.events));
        }
        return evaluation.events;
    }

    private static final class Evaluation implements Runnable {
        private final Repl repl;
        private final String source;
        private List<SnippetEvent> events = List.of();

        Evaluation(Repl repl, String source) {
            this.repl = repl;
            this.source = source;
        }

        @Override
        public void run() {
            events = repl.eval(source);
        }
    }

    /** Evaluates what a file has, commands too. */
    void open(List<String> lines) throws JuriggedException {
        String before = pending;
        pending = "";
        for (String line : lines) {
            take(line);
        }
        if (!pending.isBlank()) {
            evaluate(pending);
        }
        pending = before;
    }

    /** Begins anew. */
    void reset() throws JuriggedException {
        repl().close();
        repl = CompletableFuture.completedFuture(place.open());
        repl().news().forEach(this::say);
    }

    /** Ends the loop once what is being done is done. */
    void end(int code) {
        ended = true;
        exitCode = code;
    }

    Repl repl() throws JuriggedException {
        try {
            return repl.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof JuriggedException known) {
                throw known;
            }
            throw e;
        }
    }

    boolean isActive(Snippet snippet) {
        return repl.join().shell().status(snippet).isActive();
    }

    String valueOf(VarSnippet variable) {
        return repl.join().shell().varValue(variable);
    }

    Place place() {
        return place;
    }

    Input input() {
        return input;
    }

    /** Says a sentence about the prompt itself. */
    void say(String sentence) {
        input.show(List.of("|  " + sentence));
    }

    /** Closes the JShell that is open. */
    public void close() {
        try {
            repl().close();
        } catch (JuriggedException | IllegalStateException e) {
            // It never was open, or is closed.
            return;
        }
    }
}

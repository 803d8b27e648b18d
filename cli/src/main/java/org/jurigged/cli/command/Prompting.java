package org.jurigged.cli.command;

import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;
import org.jurigged.cli.output.EventPrinter;
import org.jurigged.cli.output.Terminal;
import org.jurigged.cli.repl.Commands;
import org.jurigged.cli.repl.Completions;
import org.jurigged.cli.repl.Input;
import org.jurigged.cli.repl.Place;
import org.jurigged.cli.repl.PlainInput;
import org.jurigged.cli.repl.PromptLoop;
import org.jurigged.cli.repl.TerminalInput;
import org.jurigged.controller.Event;
import org.jurigged.controller.JuriggedException;
import org.jurigged.controller.classes.CacheDirectory;
import org.jurigged.controller.repl.Repl;
import picocli.CommandLine;

/** A prompt on our terminal, or on what is piped into us, and what happens meanwhile told above it. */
final class Prompting implements Consumer<Event>, AutoCloseable {
    private final CompletableFuture<Repl> repl = new CompletableFuture<>();
    private final PrintWriter out;
    private final Input input;
    private final EventPrinter events;

    private Prompting(PrintWriter out, PrintWriter err, CommonOptions common, Path directory) throws JuriggedException {
        this.out = out;
        boolean isTerminal = Terminal.input();
        this.input = isTerminal
                ? TerminalInput.open(
                        () -> new Completions(shell()),
                        Commands.names(),
                        CacheDirectory.get().resolve("repl-history"))
                : new PlainInput(new InputStreamReader(System.in, Charset.defaultCharset()), out);
        PrintWriter above = isTerminal ? new PrintWriter(new Above(), true) : err;
        this.events =
                new EventPrinter(above, common.color.ansi(Terminal.errors()), true, common.stackTraces, directory);
    }

    static Prompting begin(CommandLine line, CommonOptions common, Path directory) throws JuriggedException {
        return new Prompting(line.getOut(), line.getErr(), common, directory);
    }

    private jdk.jshell.JShell shell() {
        return repl.join().shell();
    }

    /** Prints what comes while something is evaluated, as it comes. */
    void print(byte[] text) {
        out.print(new String(text, StandardCharsets.UTF_8));
        out.flush();
    }

    @Override
    public void accept(Event event) {
        if (!(event instanceof Event.Watch)) {
            events.accept(event);
        }
    }

    /** Reads and evaluates in a place until the end; the first JShell is opened while the prompt stands already. */
    int run(Place place) throws JuriggedException {
        Thread opening = new Thread(
                () -> {
                    try {
                        Repl opened = place.open();
                        input.show(
                                opened.news().stream().map(line -> "|  " + line).toList());
                        repl.complete(opened);
                    } catch (JuriggedException | RuntimeException | Error e) {
                        repl.completeExceptionally(e);
                    }
                },
                "jurigged-shell");
        opening.setDaemon(true);
        opening.start();
        PromptLoop loop = new PromptLoop(place, input, repl);
        try {
            return loop.run();
        } catch (CompletionException e) {
            if (e.getCause() instanceof JuriggedException known) {
                throw known;
            }
            throw e;
        } finally {
            loop.close();
        }
    }

    /** Shows whole lines above the one that is being typed. */
    private final class Above extends Writer {
        private final StringBuilder begun = new StringBuilder();

        @Override
        public synchronized void write(char[] text, int from, int length) {
            begun.append(text, from, length);
        }

        @Override
        public synchronized void flush() {
            int end = begun.lastIndexOf("\n");
            if (end >= 0) {
                input.show(List.of(begun.substring(0, end)));
                begun.delete(0, end + 1);
            }
        }

        @Override
        public void close() {
            flush();
        }
    }

    @Override
    public void close() {
        input.close();
    }
}

package org.jurigged.cli.repl;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jline.keymap.KeyMap;
import org.jline.reader.EndOfFileException;
import org.jline.reader.LineReader;
import org.jline.reader.LineReaderBuilder;
import org.jline.reader.Reference;
import org.jline.reader.UserInterruptException;
import org.jline.reader.impl.LineReaderImpl;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;
import org.jurigged.controller.JuriggedException;

/** Reads a terminal, with editing, history, completion and documentation. */
public final class TerminalInput implements Input {
    private static final String PROMPT = "jurigged> ";
    private static final String GOES_ON = "     ...> ";
    private static final String TAB = "jurigged-tab";

    private final Terminal terminal;
    private final LineReader reader;

    private TerminalInput(Terminal terminal, LineReader reader) {
        this.terminal = terminal;
        this.reader = reader;
    }

    /**
     * Opens the terminal.
     *
     * @param shell what completes snippets; asked for when it is first needed
     * @param commands the names of the commands
     * @param history where what is typed is kept
     */
    public static TerminalInput open(Supplier<Completions> shell, List<String> commands, Path history)
            throws JuriggedException {
        try {
            Terminal terminal = TerminalBuilder.builder()
                    .name("jurigged")
                    .system(true)
                    .nativeSignals(true)
                    .signalHandler(Terminal.SignalHandler.SIG_IGN)
                    .build();
            return on(terminal, shell, commands, history);
        } catch (IOException e) {
            throw new JuriggedException("The terminal could not be opened: " + e.getMessage() + ".", e);
        }
    }

    /** Opens a terminal that nobody sees, in which everything is typed already. */
    public static TerminalInput rehearse(String typed, Supplier<Completions> shell, Path history) throws IOException {
        Terminal terminal = TerminalBuilder.builder()
                .name("jurigged")
                .type("xterm")
                .streams(
                        new ByteArrayInputStream(typed.getBytes(StandardCharsets.UTF_8)),
                        OutputStream.nullOutputStream())
                .build();
        return on(terminal, shell, Commands.names(), history);
    }

    private static TerminalInput on(
            Terminal terminal, Supplier<Completions> shell, List<String> commands, Path history) {
        LineReader reader = LineReaderBuilder.builder()
                .terminal(terminal)
                .appName("jurigged")
                .parser(new SnippetParser(shell))
                .completer(new SnippetCompleter(shell, commands))
                .variable(LineReader.HISTORY_FILE, history)
                .variable(LineReader.SECONDARY_PROMPT_PATTERN, GOES_ON)
                .variable(LineReader.LIST_MAX, 60)
                .option(LineReader.Option.DISABLE_EVENT_EXPANSION, true)
                .option(LineReader.Option.HISTORY_TIMESTAMPED, false)
                .option(LineReader.Option.INSERT_TAB, false)
                .option(LineReader.Option.AUTO_FRESH_LINE, true)
                .build();
        TabKey tab = new TabKey((LineReaderImpl) reader, shell);
        reader.getWidgets().put(TAB, tab::press);
        reader.getKeyMaps().get(LineReader.MAIN).bind(new Reference(TAB), KeyMap.ctrl('I'));
        return new TerminalInput(terminal, reader);
    }

    @Override
    public Optional<String> read(boolean first) {
        try {
            return Optional.of(reader.readLine(first ? PROMPT : GOES_ON));
        } catch (UserInterruptException e) {
            return Optional.of("");
        } catch (EndOfFileException e) {
            return Optional.empty();
        }
    }

    @Override
    public void show(List<String> lines) {
        if (!lines.isEmpty()) {
            reader.printAbove(String.join("\n", lines));
        }
    }

    @Override
    public List<String> history() {
        List<String> all = new ArrayList<>();
        reader.getHistory().forEach(entry -> all.add(entry.line()));
        return all;
    }

    @Override
    public void whileRunning(Runnable work, Runnable onInterrupt) {
        Terminal.SignalHandler before = terminal.handle(Terminal.Signal.INT, signal -> {
            Thread stopper = new Thread(onInterrupt, "jurigged-stop");
            stopper.setDaemon(true);
            stopper.start();
        });
        try {
            work.run();
        } finally {
            terminal.handle(Terminal.Signal.INT, before);
        }
    }

    @Override
    public void close() {
        try {
            reader.getHistory().save();
            terminal.close();
        } catch (IOException e) {
            // The history is lost; nothing depends on it.
            return;
        }
    }
}

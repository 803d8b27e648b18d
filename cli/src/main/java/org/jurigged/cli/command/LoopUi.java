package org.jurigged.cli.command;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.io.Reader;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.jurigged.cli.loop.LoopScreen;
import org.jurigged.cli.output.EventPrinter;
import org.jurigged.cli.output.Terminal;
import org.jurigged.controller.Event;
import org.jurigged.controller.JuriggedException;
import org.jurigged.controller.loop.LoopCommand;
import org.jurigged.controller.loop.Loops;
import org.jurigged.controller.session.LiveSession;
import org.jurigged.controller.target.JdiTarget;
import picocli.CommandLine.Help.Ansi;

/**
 * How a person sees what looped methods do, and answers: by lines from the terminal itself, or from stdin where no program
 * has it; or by keys on a whole screen. {@code jurigged loop} answers from anywhere.
 */
final class LoopUi implements Consumer<Event>, AutoCloseable {
    private static final Path TERMINAL = Path.of("/dev/tty");
    private static final Pattern NUMBER = Pattern.compile("\\d{1,4}");
    private static final String KEYS = "c: go on · r: run again · a: give the exception back · q: end this";

    private final Output output;
    private final Optional<Loops> loops;
    private final Answers answers;
    private final Optional<LoopScreen> screen;

    /** Where answers come from. */
    private enum Answers {
        TERMINAL,
        STDIN,
        NOWHERE
    }

    private LoopUi(Output output, Optional<Loops> loops, Answers answers, Optional<LoopScreen> screen) {
        this.output = output;
        this.loops = loops;
        this.answers = answers;
        this.screen = screen;
    }

    /** What every command has that keeps a program live. */
    record Options(LoopingOptions looping, CommonOptions common, WatchOptions watch, Path directory) {}

    /** For a program that has our stdin and stdout. */
    static LoopUi besideProgram(Options options, PrintWriter err) throws JuriggedException {
        return of(options, err, hasTerminal() ? Answers.TERMINAL : Answers.NOWHERE);
    }

    /** For a program that has a terminal of its own, if any. */
    static LoopUi alone(Options options, PrintWriter err) throws JuriggedException {
        return of(options, err, Answers.STDIN);
    }

    private static LoopUi of(Options options, PrintWriter err, Answers answers) throws JuriggedException {
        boolean isRich = options.looping().isWanted() && options.looping().shown == LoopingOptions.Interface.rich;
        Ansi ansi = options.common().color.ansi(Terminal.errors());
        EventPrinter printer = new EventPrinter(
                err,
                ansi,
                options.watch().verbose,
                options.common().stackTraces,
                options.directory(),
                answers == Answers.STDIN,
                isRich ? "" : keys(answers));
        // What runs beside us on the same terminal would write across the screen.
        boolean withholdsOutput = isRich && answers != Answers.STDIN;
        Optional<Loops> loops = options.looping().isWanted()
                ? Optional.of(Loops.of(options.looping().options(withholdsOutput)))
                : Optional.empty();
        if (!isRich) {
            return new LoopUi(new Output(printer, options.watch()), loops, answers, Optional.empty());
        }
        LoopScreen screen = screen(options, ansi, printer);
        return new LoopUi(new Output(screen, options.watch()), loops, answers, Optional.of(screen));
    }

    private static LoopScreen screen(Options options, Ansi ansi, EventPrinter printer) throws JuriggedException {
        if (!Terminal.input() || !Terminal.errors()) {
            throw LoopScreen.noTerminal(null);
        }
        return LoopScreen.open(options.directory(), ansi.enabled(), printer);
    }

    private static String keys(Answers answers) {
        return switch (answers) {
            case TERMINAL, STDIN -> KEYS + " (and Enter)";
            case NOWHERE -> "jurigged loop TARGET c, r, a or q answers";
        };
    }

    private static boolean hasTerminal() {
        return Terminal.errors() && Files.isReadable(TERMINAL);
    }

    @Override
    public void accept(Event event) {
        output.accept(event);
    }

    /** Has a JVM that is about to start wait for its loops. */
    void starting(JdiTarget target) throws JuriggedException {
        if (loops.isPresent()) {
            loops.get().await(target);
        }
    }

    /** Begins to loop methods in a session that has no JVM yet, and to read answers. */
    void begin(LiveSession session, boolean onDemand) {
        loops.ifPresent(session::loop);
        if (screen.isPresent()) {
            screen.get().read(new ScreenAnswers(loops.get(), session, onDemand));
        } else if (loops.isPresent() && answers != Answers.NOWHERE) {
            Thread reader = new Thread(() -> read(session, onDemand), "jurigged-keys");
            reader.setDaemon(true);
            reader.start();
        } else if (onDemand) {
            OnDemandKeys.start(session);
        }
    }

    private record ScreenAnswers(Loops loops, LiveSession session, boolean onDemand) implements LoopScreen.Answers {
        @Override
        public void command(LoopCommand command) {
            loops.command(command);
        }

        @Override
        public void choose(int number) {
            loops.choose(number);
        }

        @Override
        public void apply() {
            if (onDemand) {
                session.apply();
            }
        }
    }

    private void read(LiveSession session, boolean onDemand) {
        try (BufferedReader lines = new BufferedReader(source())) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.isBlank() && onDemand) {
                    session.apply();
                } else {
                    answer(loops.get(), line.strip());
                }
            }
        } catch (IOException e) {
            // The terminal went away; "jurigged loop" still answers.
            return;
        }
    }

    private static void answer(Loops loops, String word) {
        if (NUMBER.matcher(word).matches()) {
            loops.choose(Integer.parseInt(word));
        } else {
            LoopCommand.of(word).ifPresent(loops::command);
        }
    }

    private Reader source() throws IOException {
        return answers == Answers.STDIN
                ? new InputStreamReader(System.in, Charset.defaultCharset())
                : Files.newBufferedReader(TERMINAL);
    }

    @Override
    public void close() {
        screen.ifPresent(LoopScreen::close);
        output.close();
    }
}

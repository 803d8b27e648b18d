package org.jurigged.cli.output;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.jurigged.controller.Event;
import picocli.CommandLine.Help.Ansi;

/**
 * Prints events, one line each, for a person.
 *
 * <p>Without {@code verbose}: what did not work and what still runs old code. Safe for use by several threads.
 */
public final class EventPrinter implements Consumer<Event> {
    private final PrintWriter out;
    private final Ansi ansi;
    private final boolean verbose;
    private final boolean debug;
    private final Lines lines;

    /** Prints to a writer; {@code debug} adds the stack traces of failures. */
    public EventPrinter(PrintWriter out, Ansi ansi, boolean verbose, boolean debug, Path directory) {
        this(out, ansi, verbose, debug, new LoopLines(directory, false, ""), directory);
    }

    /**
     * Prints to a writer, for a person who may answer when a looped method waits.
     *
     * @param showsOutput whether the output of looped methods is printed: not where it is on the same terminal anyway
     * @param keys how to answer
     */
    public EventPrinter(
            PrintWriter out,
            Ansi ansi,
            boolean verbose,
            boolean debug,
            Path directory,
            boolean showsOutput,
            String keys) {
        this(out, ansi, verbose, debug, new LoopLines(directory, showsOutput, keys), directory);
    }

    private EventPrinter(PrintWriter out, Ansi ansi, boolean verbose, boolean debug, LoopLines loops, Path directory) {
        this.out = out;
        this.ansi = ansi;
        this.verbose = verbose;
        this.debug = debug;
        this.lines = new Lines(directory, loops);
    }

    @Override
    public synchronized void accept(Event event) {
        if (!verbose && !matters(event)) {
            return;
        }
        StringBuilder text = new StringBuilder();
        for (Lines.Line line : lines.of(event)) {
            text.append(styled(line)).append(System.lineSeparator());
        }
        // One write for an event: the program writes to the same terminal.
        out.print(text);
        out.flush();
        if (debug && event instanceof Event.Trouble trouble && trouble.cause() != null) {
            trouble.cause().printStackTrace(out);
            out.flush();
        }
    }

    private static boolean matters(Event event) {
        return event instanceof Event.CompileFailed
                || event instanceof Event.Refused
                || event instanceof Event.StillOld
                || event instanceof Event.Moved
                || event instanceof Event.Restarted
                || event instanceof Event.Unseen
                || event instanceof Event.RunFailed
                || event instanceof Event.ConformFailed
                || event instanceof Event.TestFailed
                || event instanceof Event.TestsRun
                || event instanceof Event.TestsRestarted
                || event instanceof Event.OutOfSync
                || event instanceof Event.Waiting
                || isOutOfSync(event)
                || event instanceof Event.LoopRun
                || event instanceof Event.LoopStuck
                || event instanceof Event.Caught
                || event instanceof Event.Entered
                || event instanceof Event.GivenBack
                || event instanceof Event.LoopEnded
                || event instanceof Event.Trouble
                || event instanceof Event.DebugPort
                || event instanceof Event.Note;
    }

    /** Whether a patch is given up for what its file has by now. */
    private static boolean isOutOfSync(Event event) {
        return event instanceof Event.Patched patched && patched.status().equals("out-of-sync");
    }

    private String styled(Lines.Line line) {
        if (!ansi.enabled()) {
            return line.plain();
        }
        Ansi.IStyle style = style(line.tone());
        String word = line.word().isEmpty() ? line.rest() : line.word();
        String rest = line.word().isEmpty() ? "" : " " + line.rest();
        return Ansi.Style.on(style) + word + Ansi.Style.off(style) + rest;
    }

    private static Ansi.IStyle style(Lines.Tone tone) {
        return switch (tone) {
            case CHANGE -> Ansi.Style.fg_cyan;
            case GOOD -> Ansi.Style.fg_green;
            case WARNING -> Ansi.Style.fg_yellow;
            case BAD -> Ansi.Style.fg_red;
            case QUIET -> Ansi.Style.faint;
        };
    }
}

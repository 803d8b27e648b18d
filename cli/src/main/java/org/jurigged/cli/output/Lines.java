package org.jurigged.cli.output;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jurigged.controller.Event;

/** The text of each event: one line for most, a few for compiler errors. */
public final class Lines {
    private static final int NAMED_THREADS = 3;

    private final Path directory;
    private final LoopLines loops;

    /** Shows file names relative to a directory where they lie below it; for who can answer nothing. */
    public Lines(Path directory) {
        this(directory, new LoopLines(directory, false, ""));
    }

    /** Shows file names relative to a directory where they lie below it. */
    Lines(Path directory, LoopLines loops) {
        this.directory = directory;
        this.loops = loops;
    }

    /**
     * A line, with the word that says what kind of event it is.
     *
     * @param word what the line begins with; empty for a continuation
     */
    public record Line(String word, String rest, Tone tone) {
        public String plain() {
            return word.isEmpty() ? rest : word + (rest.isEmpty() ? "" : " " + rest);
        }
    }

    /** What a line means to its reader. */
    public enum Tone {
        CHANGE,
        GOOD,
        WARNING,
        BAD,
        QUIET
    }

    public List<Line> of(Event event) {
        if (event instanceof Event.CompileFailed failed) {
            return problems(failed.problems());
        }
        if (event instanceof Event.ConformFailed e) {
            return withStack(new Line("Conform failed", e.conformer() + ": " + e.problem(), Tone.BAD), e.stack());
        }
        if (event instanceof Event.TestFailed e) {
            return withStack(new Line("Failed", e.test() + ": " + e.problem(), Tone.BAD), e.stack());
        }
        if (event instanceof Event.LoopRun run) {
            return loops.of(run);
        }
        if (event instanceof Event.Caught caught) {
            return loops.of(caught);
        }
        return List.of(single(event));
    }

    /** A line, and the frames of a stack trace whose first lines it has. */
    private static List<Line> withStack(Line first, String stack) {
        List<Line> lines = new ArrayList<>();
        lines.add(first);
        stack.lines()
                .filter(line -> line.startsWith("\t") || line.startsWith("Caused by:"))
                .forEach(line -> lines.add(new Line("", line.replace("\t", "    "), Tone.QUIET)));
        return lines;
    }

    private Line single(Event event) {
        if (event instanceof Event.Update e) {
            return new Line("Update", at(e.definition(), e.line()), Tone.CHANGE);
        }
        if (event instanceof Event.Add e) {
            return new Line("Add", at(e.definition(), e.line()), Tone.CHANGE);
        }
        if (event instanceof Event.Delete e) {
            return new Line("Delete", at(e.definition(), e.line()), Tone.CHANGE);
        }
        if (event instanceof Event.Rename e) {
            return new Line("Rename", e.before() + " -> " + at(e.definition(), e.line()), Tone.CHANGE);
        }
        if (event instanceof Event.Run e) {
            return new Line("Run", at(e.definition(), e.line()), Tone.CHANGE);
        }
        return outcome(event);
    }

    private Line outcome(Event event) {
        if (event instanceof Event.StillOld e) {
            return new Line("Still old", stillOld(e), Tone.WARNING);
        }
        if (event instanceof Event.Moved e) {
            return new Line("Moved", moved(e), Tone.GOOD);
        }
        if (event instanceof Event.Restarted e) {
            String line = e.line() > 0 ? " line " + e.line() : "";
            String text = e.method() + line + " in thread \"" + e.thread() + "\": what it had done is done again";
            return new Line("Restarted", text, Tone.WARNING);
        }
        if (event instanceof Event.Refused e) {
            String text = e.code() + " " + e.definition() + ": " + e.reason() + ". " + e.remedy();
            return new Line("Refused", text, Tone.BAD);
        }
        if (event instanceof Event.Unseen e) {
            return new Line("Unseen", e.code() + " " + e.definition() + ": " + e.reason() + ".", Tone.WARNING);
        }
        if (event instanceof Event.RunFailed e) {
            return new Line("Run failed", at(e.definition(), e.line()) + ": " + e.problem(), Tone.BAD);
        }
        if (event instanceof Event.TestDone e) {
            return new Line(e.skipped() ? "Skipped" : "Passed", e.test(), Tone.QUIET);
        }
        if (event instanceof Event.TestsRun e) {
            return new Line("Tests", tests(e), e.failing() == 0 ? Tone.GOOD : Tone.BAD);
        }
        if (event instanceof Event.TestsRestarted e) {
            return new Line("Restarted", "the JVM of the tests: " + e.reason(), Tone.WARNING);
        }
        if (event instanceof Event.Conformed e) {
            return new Line("Conformed", e.conformer() + (e.what().isEmpty() ? "" : ": " + e.what()), Tone.CHANGE);
        }
        if (event instanceof Event.Resource e) {
            return new Line("Resource", resource(e), Tone.CHANGE);
        }
        if (event instanceof Event.Live e) {
            return new Line("Live", live(e), Tone.GOOD);
        }
        if (event instanceof Event.Trouble e) {
            return new Line("Trouble", e.text(), Tone.BAD);
        }
        if (event instanceof Event.LoopStuck e) {
            String text = e.method() + " in thread \"" + e.thread() + "\" can't run again with its arguments: "
                    + e.reason() + "; it waits to go on with its last outcome";
            return new Line("Waits", text, Tone.WARNING);
        }
        if (event instanceof Event.LoopAgain e) {
            return new Line("Again", e.method() + " in thread \"" + e.thread() + "\"", Tone.QUIET);
        }
        if (event instanceof Event.Entered e) {
            return new Line("Again", e.method() + " in thread \"" + e.thread() + "\"", Tone.GOOD);
        }
        if (event instanceof Event.GivenBack e) {
            return new Line("Given back", e.text() + " in thread \"" + e.thread() + "\"", Tone.QUIET);
        }
        if (event instanceof Event.LoopEnded e) {
            return new Line(
                    "Goes on", e.method() + " " + e.outcome() + " in thread \"" + e.thread() + "\"", Tone.QUIET);
        }
        return quiet(event);
    }

    private Line quiet(Event event) {
        if (event instanceof Event.Watch e) {
            return new Line("Watch", relative(e.file()), Tone.QUIET);
        }
        if (event instanceof Event.OutOfSync e) {
            String text = relative(e.file()) + ": the program runs an older " + e.className()
                    + "; the file is applied on its next edit, or now with --sync";
            return new Line("Out of sync", text, Tone.WARNING);
        }
        if (event instanceof Event.Waiting e) {
            String files = e.files().stream().map(this::relative).collect(Collectors.joining(", "));
            return new Line("Waiting", files + ": " + e.reason(), Tone.WARNING);
        }
        if (event instanceof Event.Patched e) {
            Tone tone = e.status().equals("out-of-sync") ? Tone.WARNING : Tone.QUIET;
            return new Line("Patch", e.number() + " of " + e.definition() + ": " + e.status(), tone);
        }
        if (event instanceof Event.TargetJoined e) {
            return new Line("Joined", e.target() + " on Java " + e.javaVersion(), Tone.QUIET);
        }
        if (event instanceof Event.TargetGone e) {
            return new Line("Gone", e.target(), Tone.QUIET);
        }
        if (event instanceof Event.DebugPort e) {
            // As a JVM says it: there are IDEs that offer to attach when they see it.
            return new Line(
                    "Listening",
                    "for transport dt_socket at address: " + e.port() + " (" + e.target() + ")",
                    Tone.GOOD);
        }
        if (event instanceof Event.Note e) {
            return new Line("Note", e.text(), Tone.QUIET);
        }
        throw new IllegalArgumentException("an event without a text: " + event);
    }

    private List<Line> problems(List<Event.Problem> problems) {
        List<Line> lines = new ArrayList<>();
        for (Event.Problem problem : problems) {
            String[] message = problem.message().split("\\R", 2);
            lines.add(new Line("Error", place(problem) + message[0], Tone.BAD));
            if (!problem.sourceLine().isBlank()) {
                lines.add(new Line("", "    " + problem.sourceLine(), Tone.QUIET));
                lines.add(new Line("", "    " + caret(problem), Tone.QUIET));
            }
            if (message.length > 1) {
                message[1].lines().forEach(line -> lines.add(new Line("", "    " + line, Tone.QUIET)));
            }
        }
        return lines;
    }

    private String place(Event.Problem problem) {
        if (problem.file() == null) {
            return "";
        }
        String position = problem.line() > 0 ? ":" + problem.line() + ":" + problem.column() : "";
        return relative(problem.file()) + position + ": ";
    }

    /** Puts the caret under its column, through the same tabs as the line above it. */
    private static String caret(Event.Problem problem) {
        StringBuilder indent = new StringBuilder();
        String line = problem.sourceLine();
        for (int i = 0; i < problem.caret(); i++) {
            indent.append(i < line.length() && line.charAt(i) == '\t' ? '\t' : ' ');
        }
        return indent.append('^').toString();
    }

    private static String stillOld(Event.StillOld e) {
        String line = e.line() > 0 ? " line " + e.line() : "";
        return e.method() + line + " in " + threads(e.threads()) + ": " + e.fate();
    }

    private static String moved(Event.Moved e) {
        String lines = e.oldLine() > 0 && e.newLine() > 0 ? " line " + e.oldLine() + " -> " + e.newLine() : "";
        return e.method() + lines + " in thread \"" + e.thread() + "\"";
    }

    private static String threads(List<String> threads) {
        if (threads.size() == 1) {
            return "thread \"" + threads.get(0) + "\"";
        }
        String named = family(threads)
                .map(prefix -> "\"" + prefix + "*\"")
                .orElseGet(() -> threads.stream()
                                .distinct()
                                .limit(NAMED_THREADS)
                                .map(name -> "\"" + name + "\"")
                                .collect(Collectors.joining(", "))
                        + (threads.stream().distinct().count() > NAMED_THREADS ? ", …" : ""));
        return threads.size() + " threads " + named;
    }

    /** What the names of many threads begin with, up to a number: {@code worker-} of worker-1, worker-2 and so on. */
    private static Optional<String> family(List<String> threads) {
        Set<String> prefixes =
                threads.stream().map(name -> name.replaceFirst("\\d+$", "")).collect(Collectors.toSet());
        return threads.size() > NAMED_THREADS && prefixes.size() == 1
                ? prefixes.stream().findFirst()
                : Optional.empty();
    }

    private static String tests(Event.TestsRun e) {
        int before = e.failing() - e.failed();
        return e.passed() + " passed, " + e.failed() + " failed, " + e.skipped() + " skipped in "
                + e.classes() + " of " + e.allClasses() + (e.allClasses() == 1 ? " class, " : " classes, ")
                + millis(e.millis()) + " ms" + (before > 0 ? "; " + before + " failed before" : "");
    }

    private String resource(Event.Resource e) {
        String place = e.copy().equals(e.file()) ? "" : (e.deleted() ? " from " : " -> ") + relative(e.copy());
        return relative(e.file()) + (e.deleted() ? " deleted" : "") + place;
    }

    private static String live(Event.Live e) {
        return e.classes() + (e.classes() == 1 ? " class" : " classes") + " in " + millis(e.millis()) + " ms, paused "
                + millis(e.pausedMillis()) + " ms";
    }

    private static String millis(double value) {
        return value < 10 ? String.format(Locale.ROOT, "%.1f", value) : Long.toString(Math.round(value));
    }

    private static String at(String definition, int line) {
        return line > 0 ? definition + " @L" + line : definition;
    }

    private String relative(Path file) {
        return file.startsWith(directory) ? directory.relativize(file).toString() : file.toString();
    }
}

package org.jurigged.cli.output;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jurigged.cli.output.Lines.Line;
import org.jurigged.cli.output.Lines.Tone;
import org.jurigged.controller.Event;

/** The text of what looped methods do. */
final class LoopLines {
    private static final int FRAMES = 20;
    private static final String INDENT = "    ";

    private final Path directory;
    private final boolean showsOutput;
    private final String keys;

    /**
     * @param showsOutput whether what the method wrote is shown; not where it is on the same terminal anyway
     * @param keys how to answer; empty where nobody can
     */
    LoopLines(Path directory, boolean showsOutput, String keys) {
        this.directory = directory;
        this.showsOutput = showsOutput;
        this.keys = keys;
    }

    List<Line> of(Event.LoopRun e) {
        List<Line> lines = new ArrayList<>();
        if (showsOutput) {
            e.stdout().lines().forEach(line -> lines.add(new Line("", INDENT + "| " + line, Tone.QUIET)));
            e.stderr().lines().forEach(line -> lines.add(new Line("", INDENT + "! " + line, Tone.WARNING)));
        }
        lines.add(outcome(e));
        lines.addAll(thrown(e.thrown()));
        hint().ifPresent(lines::add);
        return lines;
    }

    java.util.Optional<Line> hint() {
        return keys.isEmpty()
                ? java.util.Optional.empty()
                : java.util.Optional.of(new Line("", INDENT + keys, Tone.QUIET));
    }

    private static Line outcome(Event.LoopRun e) {
        String head = e.method() + " run " + e.run() + " in thread \"" + e.thread() + "\", " + millis(e.millis());
        if (!e.thrown().isEmpty()) {
            return new Line("Threw", head + ": " + e.thrown().get(0).text(), Tone.BAD);
        }
        return new Line("Returned", e.returns() ? head + ": " + e.result() : head, Tone.GOOD);
    }

    List<Line> of(Event.Caught e) {
        List<Line> lines = new ArrayList<>();
        lines.add(new Line("Caught", e.text() + " in thread \"" + e.thread() + "\"", Tone.BAD));
        for (int i = 0; i < Math.min(FRAMES, e.frames().size()); i++) {
            Event.CaughtFrame frame = e.frames().get(i);
            List<Line> place = place(frame.place());
            String mark = (i == e.chosen() ? " -> " : INDENT) + (i + 1) + " ";
            lines.add(new Line("", mark + place.get(0).rest().strip(), i == e.chosen() ? Tone.GOOD : Tone.QUIET));
            if (frame.own()) {
                lines.addAll(place.subList(1, place.size()));
                if (!frame.obstacle().isEmpty()) {
                    lines.add(
                            new Line("", INDENT + INDENT + "can't be entered again: " + frame.obstacle(), Tone.QUIET));
                }
            }
            frame.locals().forEach(local -> lines.add(new Line("", INDENT + INDENT + local, Tone.QUIET)));
        }
        if (!keys.isEmpty()) {
            String save =
                    e.chosen() < 0 ? "" : "; a save enters frame " + (e.chosen() + 1) + " again, a number chooses";
            lines.add(new Line("", INDENT + keys + save, Tone.QUIET));
        }
        return lines;
    }

    List<Line> thrown(List<Event.Thrown> chain) {
        List<Line> lines = new ArrayList<>();
        for (int i = 0; i < chain.size(); i++) {
            Event.Thrown thrown = chain.get(i);
            if (i > 0) {
                lines.add(new Line("", INDENT + "caused by " + thrown.text(), Tone.BAD));
            }
            thrown.frames().stream().limit(FRAMES).forEach(place -> lines.addAll(place(place)));
            if (thrown.frames().size() > FRAMES) {
                lines.add(new Line("", INDENT + "… " + (thrown.frames().size() - FRAMES) + " more", Tone.QUIET));
            }
        }
        return lines;
    }

    List<Line> place(Event.Place place) {
        List<Line> lines = new ArrayList<>();
        String where = place.file() == null ? "" : "  " + relative(place.file());
        String line = place.line() > 0 ? " line " + place.line() : "";
        lines.add(new Line("", INDENT + "at " + place.method() + line + where, Tone.QUIET));
        if (!place.source().isBlank()) {
            lines.add(new Line("", INDENT + INDENT + place.source().strip(), Tone.CHANGE));
        }
        return lines;
    }

    static String millis(double millis) {
        return millis < 10
                ? String.format(Locale.ROOT, "%.2f ms", millis)
                : String.format(
                        Locale.ROOT, millis < 10_000 ? "%.0f ms" : "%.1f s", millis < 10_000 ? millis : millis / 1e3);
    }

    private String relative(Path file) {
        return file.startsWith(directory) ? directory.relativize(file).toString() : file.toString();
    }
}

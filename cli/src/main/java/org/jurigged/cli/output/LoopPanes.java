package org.jurigged.cli.output;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jurigged.cli.output.Lines.Line;
import org.jurigged.cli.output.Lines.Tone;
import org.jurigged.controller.Event;

/**
 * What a thread that waits in a looped method, or at a throw, is shown as on a whole screen.
 *
 * @param title what waits, one line
 * @param panes what is known of it, from top to bottom
 */
public record LoopPanes(String title, List<Pane> panes) {
    public LoopPanes {
        panes = List.copyOf(panes);
    }

    /** A part of the screen with a name. */
    public record Pane(String name, List<Line> lines) {
        public Pane {
            lines = List.copyOf(lines);
        }
    }

    /** Shows a run: what it wrote, and what it returned or threw; file names relative to a directory. */
    public static LoopPanes of(Event.LoopRun run, Path directory) {
        List<Pane> panes = new ArrayList<>();
        add(panes, "stdout", run.stdout(), Tone.QUIET);
        add(panes, "stderr", run.stderr(), Tone.WARNING);
        if (!run.thrown().isEmpty()) {
            List<Line> lines = new ArrayList<>();
            lines.add(new Line(run.thrown().get(0).text(), "", Tone.BAD));
            lines.addAll(new LoopLines(directory, false, "").thrown(run.thrown()));
            panes.add(new Pane("threw", lines));
        } else if (run.returns()) {
            add(panes, "returned", run.result(), Tone.GOOD);
        } else {
            panes.add(new Pane("returned", List.of()));
        }
        String title = run.method() + " run " + run.run() + ", " + LoopLines.millis(run.millis()) + ", thread \""
                + run.thread() + "\"";
        return new LoopPanes(title, panes);
    }

    /** Shows an exception that is held: the calls that it would end, and the variables of the one that is entered again. */
    public static LoopPanes of(Event.Caught caught, Path directory) {
        List<Line> lines = new LoopLines(directory, false, "").of(caught);
        String save = caught.chosen() < 0 ? "" : "; a save enters frame " + (caught.chosen() + 1) + " again";
        return new LoopPanes(
                "Held in thread \"" + caught.thread() + "\"" + save,
                List.of(
                        new Pane("thrown", List.of(new Line(caught.text(), "", Tone.BAD))),
                        new Pane("calls", lines.subList(1, lines.size()))));
    }

    private static void add(List<Pane> panes, String name, String text, Tone tone) {
        if (!text.isEmpty()) {
            panes.add(new Pane(
                    name, text.lines().map(line -> new Line(line, "", tone)).toList()));
        }
    }
}

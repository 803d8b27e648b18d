package org.jurigged.cli.command;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.jurigged.cli.output.Lines;
import org.jurigged.cli.repl.Place;
import org.jurigged.controller.Event;
import org.jurigged.controller.JuriggedException;
import org.jurigged.controller.repl.Repl;
import org.jurigged.controller.session.FrameLine;

/** The program that a command's prompt is in, and what was told of it meanwhile. */
final class PromptPlace implements Place, Consumer<Event> {
    private final Lines lines;
    private final Optional<String> in;
    private final Optional<Consumer<byte[]>> output;
    private final List<Event> told = new CopyOnWriteArrayList<>();
    private volatile PromptTarget target;

    PromptPlace(Path directory, Optional<String> in, Optional<Consumer<byte[]>> output) {
        this.lines = new Lines(directory);
        this.in = in;
        this.output = output;
    }

    /** Says which program it is. */
    PromptPlace in(PromptTarget known) {
        target = known;
        return this;
    }

    @Override
    public void accept(Event event) {
        told.add(event);
    }

    @Override
    public Repl open() throws JuriggedException {
        return target.open(in, output);
    }

    @Override
    public List<String> frames(String filter) throws JuriggedException {
        List<String> shown = new ArrayList<>();
        String thread = null;
        for (FrameLine frame : target.frames(filter)) {
            if (!frame.thread().equals(thread)) {
                thread = frame.thread();
                shown.add("|  Thread \"" + thread + "\"");
            }
            String line = frame.line() > 0 ? " line " + frame.line() : "";
            shown.add("|      " + frame.method() + line + (frame.old() ? "  old" : ""));
        }
        return shown.isEmpty() ? List.of("|  No thread is in such a class of the project.") : shown;
    }

    @Override
    public List<String> watched() {
        return shown(told.stream().filter(Event.Watch.class::isInstance).toList(), "No source is watched yet.");
    }

    @Override
    public List<String> live() {
        List<Event> changes = told.stream()
                .filter(event -> event instanceof Event.Update
                        || event instanceof Event.Add
                        || event instanceof Event.Delete
                        || event instanceof Event.Rename
                        || event instanceof Event.Run)
                .toList();
        return shown(changes, "Nothing has changed since the start.");
    }

    private List<String> shown(List<Event> events, String none) {
        List<String> shown = new ArrayList<>();
        events.forEach(event -> lines.of(event).forEach(line -> shown.add("|  " + line.plain())));
        return shown.isEmpty() ? List.of("|  " + none) : shown;
    }
}

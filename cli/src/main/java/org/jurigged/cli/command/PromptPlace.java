package org.jurigged.cli.command;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jurigged.cli.command.PromptOptions.Where;
import org.jurigged.cli.output.Lines;
import org.jurigged.cli.repl.Place;
import org.jurigged.controller.Event;
import org.jurigged.controller.JuriggedException;
import org.jurigged.controller.repl.Repl;
import org.jurigged.controller.session.FrameLine;

/** The program that a command's prompt is in. */
final class PromptPlace implements Place {
    private final Lines lines;
    private final Where where;
    private final Optional<Consumer<byte[]>> output;
    private final CompletableFuture<PromptTarget> known = new CompletableFuture<>();

    PromptPlace(Path directory, Where where, Optional<Consumer<byte[]>> output) {
        this.lines = new Lines(directory);
        this.where = where;
        this.output = output;
    }

    /** Says which program it is. */
    PromptPlace in(PromptTarget target) {
        known.complete(target);
        return this;
    }

    /** Says which program it will be. */
    PromptPlace in(CompletableFuture<PromptTarget> coming) {
        coming.whenComplete((target, failure) -> {
            if (failure == null) {
                known.complete(target);
            } else {
                known.completeExceptionally(failure);
            }
        });
        return this;
    }

    private PromptTarget target() throws JuriggedException {
        try {
            return known.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof JuriggedException told) {
                throw told;
            }
            throw e;
        }
    }

    @Override
    public Repl open() throws JuriggedException {
        return target().open(where, output);
    }

    @Override
    public List<String> frames(String filter) throws JuriggedException {
        List<String> shown = new ArrayList<>();
        String thread = null;
        for (FrameLine frame : target().frames(filter)) {
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
    public List<String> watched() throws JuriggedException {
        return told(target().watched().stream().map(Event.Watch::new), "No source is watched yet.");
    }

    @Override
    public List<String> live() throws JuriggedException {
        return told(target().edits().stream(), "Nothing has changed since the start.");
    }

    private List<String> told(Stream<? extends Event> events, String none) {
        return told(
                events.flatMap(event -> lines.of(event).stream())
                        .map(Lines.Line::plain)
                        .toList(),
                none);
    }

    @Override
    public List<String> patch(String definition, String source) throws JuriggedException {
        return told(target().patch(definition, source), "");
    }

    @Override
    public List<String> patches() throws JuriggedException {
        return told(target().patches(), "There is no patch.");
    }

    @Override
    public List<String> revert(String which) throws JuriggedException {
        return told(target().revert(which), "There is no patch.");
    }

    @Override
    public List<String> commit(String which) throws JuriggedException {
        return told(target().commit(which), "");
    }

    private static List<String> told(List<String> lines, String none) {
        List<String> told = lines.isEmpty() ? List.of(none) : lines;
        return told.stream().map(line -> "|  " + line).toList();
    }
}

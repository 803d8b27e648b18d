package org.jurigged.cli.command;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.jurigged.cli.output.EventPrinter;
import org.jurigged.cli.output.JsonLines;
import org.jurigged.cli.output.Terminal;
import org.jurigged.controller.Event;
import org.jurigged.controller.JuriggedException;

/** Where a command's events go: to the person, and to a file when asked for. */
final class Output implements Consumer<Event>, AutoCloseable {
    private final Consumer<Event> printer;
    private final JsonLines json;

    Output(PrintWriter err, CommonOptions common, WatchOptions watch, Path directory) throws JuriggedException {
        this(
                new EventPrinter(
                        err, common.color.ansi(Terminal.errors()), watch.verbose, common.stackTraces, directory),
                watch);
    }

    Output(Consumer<Event> printer, WatchOptions watch) throws JuriggedException {
        this.printer = printer;
        try {
            this.json = watch.json == null ? null : JsonLines.to(watch.json);
        } catch (IOException e) {
            throw new JuriggedException("The file " + watch.json + " can't be written: " + e.getMessage() + ".", e);
        }
    }

    @Override
    public void accept(Event event) {
        printer.accept(event);
        if (json != null) {
            json.accept(event);
        }
    }

    @Override
    public void close() {
        if (json != null) {
            json.close();
        }
    }
}

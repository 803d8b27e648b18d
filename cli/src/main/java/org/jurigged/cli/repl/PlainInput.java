package org.jurigged.cli.repl;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Reader;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads a file or a pipe, without a prompt. */
public final class PlainInput implements Input {
    private final BufferedReader reader;
    private final PrintWriter out;
    private final List<String> history = new ArrayList<>();

    /** Reads lines from one and writes what is shown to the other. */
    public PlainInput(Reader reader, PrintWriter out) {
        this.reader = new BufferedReader(reader);
        this.out = out;
    }

    @Override
    public Optional<String> read(boolean first) {
        try {
            Optional<String> line = Optional.ofNullable(reader.readLine());
            line.ifPresent(history::add);
            return line;
        } catch (IOException e) {
            // What can't be read has ended.
            return Optional.empty();
        }
    }

    @Override
    public void show(List<String> lines) {
        synchronized (out) {
            lines.forEach(out::println);
            out.flush();
        }
    }

    @Override
    public List<String> history() {
        return List.copyOf(history);
    }

    @Override
    public void whileRunning(Runnable work, Runnable onInterrupt) {
        work.run();
    }

    @Override
    public void close() {
        out.flush();
    }
}

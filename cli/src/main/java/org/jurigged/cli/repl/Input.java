package org.jurigged.cli.repl;

import java.util.List;
import java.util.Optional;

/** Where snippets and commands come from. */
public interface Input extends AutoCloseable {
    /**
     * Returns what is typed next: a line, or all lines of a snippet that goes on.
     *
     * @param first whether a snippet begins
     * @return empty at the end; an empty text where the line was given up
     */
    Optional<String> read(boolean first);

    /** Shows lines, above what is being typed. */
    void show(List<String> lines);

    /** Returns what was typed so far, the oldest first. */
    List<String> history();

    /** Does something while Ctrl-C is for what runs. */
    void whileRunning(Runnable work, Runnable onInterrupt);

    @Override
    void close();
}

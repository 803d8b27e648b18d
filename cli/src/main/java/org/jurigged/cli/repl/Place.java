package org.jurigged.cli.repl;

import java.util.List;
import org.jurigged.controller.JuriggedException;
import org.jurigged.controller.repl.Repl;

/** The program that a prompt is in. */
public interface Place {
    /** Opens a JShell there, without any snippets. */
    Repl open() throws JuriggedException;

    /** Returns where the threads of the program stand; {@code filter} is a part of the names to show. */
    List<String> frames(String filter) throws JuriggedException;

    /** Returns the sources that are watched. */
    List<String> watched() throws JuriggedException;

    /** Returns what has changed since the start, a line each. */
    List<String> live() throws JuriggedException;
}

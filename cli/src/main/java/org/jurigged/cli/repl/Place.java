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

    /** Returns the sources that are watched: of the classes that the program has loaded. */
    List<String> watched() throws JuriggedException;

    /** Returns what has changed since the session began, a line each. */
    List<String> live() throws JuriggedException;

    /** Makes a patch live. Returns lines to show, as the others do. */
    List<String> patch(String definition, String source) throws JuriggedException;

    /** Returns the patches. */
    List<String> patches() throws JuriggedException;

    /** Takes a patch back, by its number, or all. */
    List<String> revert(String which) throws JuriggedException;

    /** Writes a patch into its source file. */
    List<String> commit(String which) throws JuriggedException;
}

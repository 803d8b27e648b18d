package org.jurigged.controller.repl;

import java.util.Map;
import org.jurigged.controller.JuriggedException;

/** Makes classes of snippets such as fit to what became of the program's by edits. */
public interface Fitting {
    /** For a program in which nothing was edited. */
    Fitting NONE = classes -> classes;

    /** Returns the class files to load in place of these; by binary name. */
    Map<String, byte[]> fit(Map<String, byte[]> classes) throws JuriggedException;
}

package org.jurigged.controller.repl;

import java.util.Map;
import org.jurigged.controller.JuriggedException;

/**
 * Runs snippets in a program, here or behind another jurigged that has it live.
 *
 * <p>What the methods return says what became of it, see {@link org.jurigged.controller.target.SnippetOutcome#read}. One
 * snippet runs at a time; {@link #stop()} may be called meanwhile. A {@link JuriggedException} says that the program, or
 * what has it live, is gone.
 */
public interface SnippetRunner extends AutoCloseable {
    /** Defines classes, by binary name. */
    String load(Map<String, byte[]> classes) throws JuriggedException;

    /** Redefines classes that were loaded. */
    String redefine(Map<String, byte[]> classes) throws JuriggedException;

    /** Calls a static method without parameters. */
    String invoke(String className, String method) throws JuriggedException;

    /** Reads a static field. */
    String value(String className, String field) throws JuriggedException;

    /** Lets snippets see the classes of one more place. */
    String addToClassPath(String url) throws JuriggedException;

    /** Makes the snippet that runs end. */
    void stop() throws JuriggedException;

    @Override
    void close();
}

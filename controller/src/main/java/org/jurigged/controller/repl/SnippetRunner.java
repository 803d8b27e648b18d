package org.jurigged.controller.repl;

import java.util.List;
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

    /**
     * Reads the fields of what a static field has, as a tree.
     *
     * @param name what the lines call it
     * @return a value of lines
     */
    String inspect(String className, String field, String name, int depth) throws JuriggedException;

    /**
     * Looks for live objects and keeps the first ones, see {@link #bind}.
     *
     * @return a value of lines: how many are kept; then class names, each before its number of objects
     */
    String instances(String typeName, int most) throws JuriggedException;

    /** Puts an object that is kept into a static field; a negative number forgets them all. */
    String bind(int number, String className, String field) throws JuriggedException;

    /** Has a class that stands for the console print to whom the runner prints. */
    String console(String className) throws JuriggedException;

    /**
     * Looks where a thread is held, and is about that frame's variables from then on.
     *
     * @return a value of lines, see {@link org.jurigged.controller.target.HeldPlace#from}
     */
    String look(String thread) throws JuriggedException;

    /** Puts the frame's values into static fields of snippets' classes; of each variable its name, class and field. */
    String fetch(List<String> places) throws JuriggedException;

    /**
     * Puts what snippets have assigned to such fields into the frame.
     *
     * @return a value of lines: a sentence for each variable that could not be set
     */
    String store(List<String> places) throws JuriggedException;

    /** Makes the snippet that runs end. */
    void stop() throws JuriggedException;

    @Override
    void close();
}

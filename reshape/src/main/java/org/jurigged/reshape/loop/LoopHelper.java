package org.jurigged.reshape.loop;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jurigged.reshape.form.Helpers;

/**
 * The class in the program that runs looped methods again. It belongs into the boot loader, once for a JVM. See {@link
 * org.jurigged.reshape.form.template.LiveLoop}.
 */
public final class LoopHelper {
    /** Its binary name. */
    public static final String NAME = Helpers.loopsName();

    /** The method that says how methods are looped; takes their modes by their numbers, with spaces between them. */
    public static final String MODES = "modes";

    /** That method's descriptor. */
    public static final String MODES_DESCRIPTOR = "(Ljava/lang/String;)V";

    /** The method to which a thread comes after a run, with its loop and the run's report as arguments. */
    public static final String HELD = "held";

    /** The field of a loop that says, by 1, that the method is to run again. */
    public static final String DECISION = "decision";

    /** The static field that counts saves. */
    public static final String ROUND = "round";

    /** The static field that says whether output is held back until the method returns. */
    public static final String WITHHOLDS = "withholds";

    private LoopHelper() {}

    /** Returns the class file and those that it needs, by binary name. */
    public static Map<String, byte[]> classFiles() {
        return Helpers.loops();
    }

    /** Takes a report apart into its words. */
    public static List<String> words(String report) {
        List<String> words = new ArrayList<>();
        int at = 0;
        while (at < report.length()) {
            int colon = report.indexOf(':', at);
            int end = colon + 1 + Integer.parseInt(report.substring(at, colon));
            words.add(report.substring(colon + 1, end));
            at = end;
        }
        return words;
    }
}

package org.jurigged.reshape;

import java.util.List;
import java.util.Map;
import org.jurigged.reshape.form.Helpers;

/**
 * What does for us in the program, in one call, what takes JDI many: a class in the boot loader, and in front of it one in a
 * loader of its own.
 *
 * <p>JDI looks up the type of every argument that is a reference among the classes that the method's class sees; the debug
 * agent searches all classes of the JVM for that where it is the boot loader (8 ms among 20,000).
 */
public final class CallHelper {
    /** Binary name of the class in the boot loader. */
    public static final String NAME = Helpers.callsName();

    /** Its method that takes {@link #opening()} and returns the class in front. */
    public static final String OPEN = "open";

    /** That method's descriptor. */
    public static final String OPEN_DESCRIPTOR = "(Ljava/lang/String;)Ljava/lang/Class;";

    /** The method of the class in front that has a timer make a call of another of the methods. */
    public static final String LATER = "later";

    /** How many references the call may have; a number follows them. */
    public static final int LATER_ARGUMENTS = 6;

    /** The field of what {@link #LATER} returns that has the call's result in the end. */
    public static final String RESULT = "result";

    /** The field that has what the call threw, as a string. */
    public static final String THROWN = "thrown";

    private CallHelper() {}

    /** Returns the class file of the class in the boot loader; see {@link org.jurigged.reshape.form.template.LiveCalls}. */
    public static byte[] classFile() {
        return Helpers.calls();
    }

    /** Returns the class files, by binary name, that {@link #classFile()}'s methods for initialisers need, that one too. */
    public static Map<String, byte[]> classFiles() {
        return Map.of(NAME, Helpers.calls(), Helpers.fieldsName(), Helpers.fields());
    }

    /**
     * Returns what makes the class in front. It has a static method for each public one of
     * {@link org.jurigged.reshape.form.template.LiveCalls}, {@link org.jurigged.reshape.form.template.LiveLedger} and {@link
     * org.jurigged.reshape.form.template.LiveEnums}, with {@code Object} in place of all other types of references.
     */
    public static String opening() {
        return CallText.of(List.of(
                CallText.of(Helpers.door()),
                Helpers.fieldsName(),
                CallText.of(Helpers.fields()),
                Helpers.taskName(),
                CallText.of(Helpers.task()),
                Ledger.NAME,
                CallText.of(Helpers.ledger())));
    }
}

package org.jurigged.reshape.form;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jurigged.reshape.form.template.LiveCalls;
import org.jurigged.reshape.form.template.LiveEnumCall;
import org.jurigged.reshape.form.template.LiveEnumObjects;
import org.jurigged.reshape.form.template.LiveEnums;
import org.jurigged.reshape.form.template.LiveFields;
import org.jurigged.reshape.form.template.LiveLedger;
import org.jurigged.reshape.form.template.LiveLoop;
import org.jurigged.reshape.form.template.LiveLoopOut;
import org.jurigged.reshape.form.template.LiveLoopReport;
import org.jurigged.reshape.form.template.LiveLoopText;
import org.jurigged.reshape.form.template.LiveMove;
import org.jurigged.reshape.form.template.LiveTask;

/** The class files of {@link org.jurigged.reshape.CallHelper} and {@link org.jurigged.reshape.EnumHelper}. */
public final class Helpers {
    private static final String DOOR = "jurigged/Door";

    private Helpers() {}

    /** Returns the binary name of {@link LiveCalls} in the program. */
    public static String callsName() {
        return name(LiveCalls.class);
    }

    /** Returns {@link LiveCalls} as it is in the program. */
    public static byte[] calls() {
        return Template.forJavaLang(LiveCalls.class);
    }

    /** Returns the binary name of {@link LiveFields} in the program. */
    public static String fieldsName() {
        return name(LiveFields.class);
    }

    /** Returns {@link LiveFields} as it is in the program. */
    public static byte[] fields() {
        return Template.forJavaLang(LiveFields.class);
    }

    /** Returns the binary name of {@link LiveTask} in the program. */
    public static String taskName() {
        return name(LiveTask.class);
    }

    /** Returns {@link LiveTask} as it is in the program. */
    public static byte[] task() {
        return Template.forJavaLang(LiveTask.class);
    }

    /** Returns the binary name of {@link LiveLedger} in the program. */
    public static String ledgerName() {
        return name(LiveLedger.class);
    }

    /** Returns {@link LiveLedger} as it is in the program. */
    public static byte[] ledger() {
        return Template.forJavaLang(LiveLedger.class);
    }

    /** Says which version of these classes this is. */
    public static String version() {
        return Template.version();
    }

    /** Returns the class in front of {@link LiveCalls}, {@link LiveLedger} and {@link LiveEnums}. */
    public static byte[] door() {
        return DoorForm.classFile(DOOR, List.of(calls(), ledger(), Template.forJavaLang(LiveEnums.class)));
    }

    /** Returns the binary name of {@link LiveEnums} in the program. */
    public static String enumName() {
        return name(LiveEnums.class);
    }

    /** Returns {@link LiveEnums} and what it needs as they are in the program, by binary name. */
    public static Map<String, byte[]> enums() {
        Map<String, byte[]> enums = new LinkedHashMap<>();
        for (Class<?> pattern : List.of(LiveEnumCall.class, LiveEnumObjects.class, LiveEnums.class)) {
            enums.put(name(pattern), Template.forJavaLang(pattern));
        }
        return enums;
    }

    /** See {@link org.jurigged.reshape.EnumHelper#holder}. */
    public static byte[] enumHolder(String internalName) {
        return HolderForm.classFile(internalName);
    }

    /** Returns the binary name of {@link LiveMove} in the program. */
    public static String movesName() {
        return name(LiveMove.class);
    }

    /** Returns {@link LiveMove} as it is in the program. */
    public static byte[] moves() {
        return Template.forJavaLang(LiveMove.class);
    }

    /** Returns the binary name of {@link LiveLoop} in the program. */
    public static String loopsName() {
        return name(LiveLoop.class);
    }

    /** Returns {@link LiveLoop} and what it needs as they are in the program, by binary name. */
    public static Map<String, byte[]> loops() {
        Map<String, byte[]> loops = new LinkedHashMap<>();
        for (Class<?> pattern : List.of(LiveLoopText.class, LiveLoopReport.class, LiveLoopOut.class, LiveLoop.class)) {
            loops.put(name(pattern), Template.forJavaLang(pattern));
        }
        return loops;
    }

    private static String name(Class<?> pattern) {
        return Template.inJavaLang(pattern).replace('/', '.');
    }
}

package org.jurigged.reshape;

import org.jurigged.reshape.form.Forms;

/**
 * The class that gives an enum other constants, in the program and while it stands still: it belongs into the boot loader,
 * once for a JVM.
 */
public final class EnumHelper {
    /** Its binary name. */
    public static final String NAME = "java.lang.JuriggedLiveEnums";

    /** The method to call; see {@link org.jurigged.reshape.form.template.LiveEnums#change}. */
    public static final String METHOD = "change";

    /** That method's descriptor. */
    public static final String DESCRIPTOR =
            "(Ljava/lang/Class;[Ljava/lang/Object;[Ljava/lang/String;[I[Ljava/lang/Object;"
                    + "[Ljava/lang/reflect/Field;[Ljava/lang/reflect/Field;[Ljava/lang/Object;Z)I";

    private EnumHelper() {}

    /** Returns its class file. */
    public static byte[] classFile() {
        return Forms.enumHelper(NAME.replace('.', '/'));
    }
}

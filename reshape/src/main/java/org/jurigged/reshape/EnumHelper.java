package org.jurigged.reshape;

import org.jurigged.reshape.form.Forms;

/**
 * The class that gives an enum other constants, in the program and while it stands still: it belongs into the boot loader,
 * once for a JVM.
 */
public final class EnumHelper {
    /** Its binary name. */
    public static final String NAME = "java.lang.JuriggedLiveEnums";

    /** The method that changes constants; see {@link org.jurigged.reshape.form.template.LiveEnums#change(Object[], Object[])}. */
    public static final String CHANGE = "change";

    /** That method's descriptor. */
    public static final String CHANGE_DESCRIPTOR = "([Ljava/lang/Object;[Ljava/lang/Object;)I";

    /** The method that puts removed constants back; see {@link org.jurigged.reshape.form.template.LiveEnums#restore}. */
    public static final String RESTORE = "restore";

    /** That method's descriptor. */
    public static final String RESTORE_DESCRIPTOR = "([Ljava/lang/Object;)V";

    private EnumHelper() {}

    /** Returns its class file. */
    public static byte[] classFile() {
        return Forms.enumHelper(NAME.replace('.', '/'));
    }

    /**
     * Returns the class file of a {@code Supplier} of an array with one element, always the same, which the JVM doesn't show
     * to those who ask what refers to an object.
     *
     * @param neighbour binary name of a class of its package
     */
    public static byte[] holder(String neighbour) {
        return Forms.enumHolder(neighbour.replace('.', '/') + "$$Holder");
    }
}

package org.jurigged.reshape;

import java.util.Map;
import org.jurigged.reshape.form.Helpers;

/**
 * The classes that give an enum other constants, in the program and while it stands still: they belong into the boot
 * loader, once for a JVM. {@link CallHelper} has their methods.
 */
public final class EnumHelper {
    /** Binary name of the one with the methods; see {@link org.jurigged.reshape.form.template.LiveEnums}. */
    public static final String NAME = Helpers.enumName();

    private EnumHelper() {}

    /** Returns the class files, by binary name. */
    public static Map<String, byte[]> classFiles() {
        return Helpers.enums();
    }

    /**
     * Returns the class file of a {@code Supplier} of an array with one element, always the same, which the JVM doesn't show
     * to those who ask what refers to an object.
     *
     * @param neighbour binary name of a class of its package
     */
    public static byte[] holder(String neighbour) {
        return Helpers.enumHolder(neighbour.replace('.', '/') + "$$Holder");
    }
}

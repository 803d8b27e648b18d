package org.jurigged.reshape;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jurigged.reshape.form.Forms;

/**
 * Overrides of methods whose classes don't see the overriding class: those methods have to ask.
 *
 * @param methods keys (name and descriptor) of the methods that have to ask, by binary name of their class
 * @param registrations binary names of those of the definitions that are to be initialised first of all, when the class that
 *     is asked is there
 */
public record Hooks(Map<String, Set<String>> methods, List<String> registrations) {
    /** Nobody has to ask. */
    public static final Hooks NONE = new Hooks(Map.of(), List.of());

    public Hooks {
        methods = Map.copyOf(methods);
        registrations = List.copyOf(registrations);
    }

    /** Binary name of the class that is asked; it belongs into the boot loader, once for a JVM. */
    public static String className() {
        return Forms.hookName();
    }

    /** Returns that class's class file. */
    public static byte[] classFile() {
        return Forms.hookClassFile();
    }

    /**
     * Makes methods ask.
     *
     * @param classFile of a class; {@code Object.hashCode} is no longer native then, whether it asks or not
     * @param keys names and descriptors of its methods, of all edits so far; may be empty
     */
    public static byte[] asking(byte[] classFile, Set<String> keys) {
        return Forms.asking(classFile, keys);
    }
}

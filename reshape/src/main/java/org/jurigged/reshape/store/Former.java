package org.jurigged.reshape.store;

import java.util.Objects;
import org.objectweb.asm.tree.MethodNode;

/**
 * What takes a field's value over from the place where it was before.
 *
 * <p>Both are static methods with stack map frames, without parameters for a static field, and with the host as their
 * parameter for an instance field. They may do what the companion may.
 *
 * @param has returns whether there is a value, and one that the field can have now
 * @param get returns that value
 */
public record Former(MethodNode has, MethodNode get) {
    /** Their names in a companion. */
    public static final String HAS = "hadValue";

    public static final String GET = "formerValue";

    public Former {
        Objects.requireNonNull(has, "has");
        Objects.requireNonNull(get, "get");
    }
}

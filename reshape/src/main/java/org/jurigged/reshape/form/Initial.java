package org.jurigged.reshape.form;

import java.util.Objects;
import org.objectweb.asm.tree.MethodNode;

/**
 * What a static field that is new in the JVM begins with.
 *
 * @param code a static method without parameters that assigns the field
 * @param onlyWithoutFormer whether a value that the field had counts more
 */
record Initial(MethodNode code, boolean onlyWithoutFormer) {
    Initial {
        Objects.requireNonNull(code, "code");
    }
}

package org.jurigged.reshape;

import java.util.Objects;

/**
 * A static element of a class that is new or whose code changed, and that is to run again (JLS 12.4.2).
 *
 * @param field name of the field or enum constant it assigns; {@code null} for a static block
 * @param name display name: {@code com.acme.Ballon.LIMIT} or {@code com.acme.Ballon.<static>}
 * @param line first line of the element, from 1; for a block the line of the word {@code static}
 * @param index position among the static elements of its type in the new source, from 0
 * @param sameCode whether its code is the same as before, and its field has another type or came to be final: it runs if
 *     the value that the field has can't be converted, or isn't that of the constant which it is now
 */
public record StaticRun(String field, String name, int line, int index, boolean sameCode) {
    /** An element that is new or whose code changed. */
    public StaticRun(String field, String name, int line, int index) {
        this(field, name, line, index, false);
    }

    public StaticRun {
        Objects.requireNonNull(name, "name");
        if (line < 1 || index < 0) {
            throw new IllegalArgumentException(name + " at line " + line + ", position " + index);
        }
    }
}

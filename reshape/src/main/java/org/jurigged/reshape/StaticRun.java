package org.jurigged.reshape;

import java.util.Objects;

/**
 * A static element of a class that is new or whose code changed, and that is to run again (JLS 12.4.2).
 *
 * @param field name of the field or enum constant it assigns; {@code null} for a static block
 * @param name display name: {@code com.acme.Ballon.LIMIT} or {@code com.acme.Ballon.<static>}
 * @param line first line of the element, from 1; for a block the line of the word {@code static}
 * @param index position among the static elements of its type in the new source, from 0
 */
public record StaticRun(String field, String name, int line, int index) {
    public StaticRun {
        Objects.requireNonNull(name, "name");
        if (line < 1 || index < 0) {
            throw new IllegalArgumentException(name + " at line " + line + ", position " + index);
        }
    }
}

package org.jurigged.diff;

import java.util.Objects;

/**
 * One statement of a type's static initialisation, in the order of the source (JLS 12.4.2): an enum constant, the
 * initialiser of a static field (constants included), or a static block.
 *
 * @param type binary name of the declaring class
 * @param field name of the field or enum constant that the statement assigns; {@code null} for a static block
 * @param name display name: {@code com.acme.Ballon.LIMIT} or {@code com.acme.Ballon.<static>}
 * @param line first line of the statement, from 1
 * @param index position among the static elements of its type in that version of the source, from 0
 * @param sameCode whether its code is the same as before, and its field has another type, or came to be final
 */
public record StaticElement(String type, String field, String name, int line, int index, boolean sameCode) {
    /** An element that is new or whose code changed. */
    public StaticElement(String type, String field, String name, int line, int index) {
        this(type, field, name, line, index, false);
    }

    public StaticElement {
        Objects.requireNonNull(type, "type");
        Objects.requireNonNull(name, "name");
    }

    StaticElement withSameCode() {
        return new StaticElement(type, field, name, line, index, true);
    }
}

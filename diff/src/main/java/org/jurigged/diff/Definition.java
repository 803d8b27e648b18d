package org.jurigged.diff;

import java.util.Objects;

/**
 * One named thing that a source file defines: a type, a member, an initialiser, a lambda.
 *
 * @param kind what it is
 * @param type binary name of the class the definition is compiled into ({@code com.acme.Outer$Inner}); for a
 *     {@link Kind#TYPE} its own binary name
 * @param name how people read it, qualified: {@code com.acme.Outer.Inner.m(int)}, {@code com.acme.Ballon.Ballon(int)},
 *     {@code com.acme.Ballon.LIMIT}, {@code com.acme.Ballon.<static>}; parameter types by simple name without type
 *     arguments
 * @param line first line of the definition, from 1, at its name and not at its comment or annotations
 * @param lastLine last line of the definition, from 1
 */
public record Definition(Kind kind, String type, String name, int line, int lastLine) {
    public Definition {
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(type, "type");
        Objects.requireNonNull(name, "name");
        if (line < 1 || lastLine < line) {
            throw new IllegalArgumentException("lines " + line + ".." + lastLine + " of " + name);
        }
    }

    /** The kinds of definition that an edit can concern. */
    public enum Kind {
        /** A class, interface, enum, record or annotation type, at any depth. */
        TYPE,
        /** A method, of an annotation type too. */
        METHOD,
        /** A constructor, compact ones included. */
        CONSTRUCTOR,
        /** A field, static or not, one per declared variable. */
        FIELD,
        /** An instance initialiser block. */
        INITIALISER,
        /** A static initialiser block. */
        STATIC_BLOCK,
        /** An enum constant. */
        ENUM_CONSTANT,
        /** A component of a record's header. */
        RECORD_COMPONENT
    }
}

package org.jurigged.diff;

import java.util.Objects;
import org.jurigged.diff.Definition.Kind;

/**
 * One member of a type, with the code that comparisons need and nothing of the syntax tree.
 *
 * @param definition what reports show
 * @param name simple name; that of its type for a constructor, empty for initialisers
 * @param parameters erased parameter types in parentheses as they are shown; empty for what takes none
 * @param shape what must be equal for two members to be one under different names: return or field type and so on
 * @param header code of all but name, body and initial value
 * @param body code of the body, the initial value, or an enum constant's arguments and class body
 * @param initial code that static initialisation runs for this member; {@code null} when it runs none
 */
record Member(
        Definition definition,
        String name,
        String parameters,
        String shape,
        String header,
        String body,
        String initial) {
    Member {
        Objects.requireNonNull(definition, "definition");
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(parameters, "parameters");
        Objects.requireNonNull(shape, "shape");
        Objects.requireNonNull(header, "header");
        Objects.requireNonNull(body, "body");
    }

    Kind kind() {
        return definition.kind();
    }

    /** Whether the code is the same; where it stands and what it is called is another matter. */
    boolean sameCode(Member other) {
        return header.equals(other.header) && body.equals(other.body) && parameters.equals(other.parameters);
    }

    /** Whether static initialisation has the same code for both; no when it does nothing for either. */
    boolean sameInitial(Member other) {
        return initial != null && initial.equals(other.initial);
    }

    boolean isFinal() {
        return (' ' + header + ' ').contains(" final ");
    }
}

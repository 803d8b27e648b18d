package org.jurigged.reshape.form;

import org.jurigged.reshape.Code;

/** Code has no form in which a JVM would take it; becomes a refusal of the definition that it is in. */
final class CannotForm extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Code code;
    private final String definition;

    CannotForm(Code code, String reason) {
        this(code, null, reason);
    }

    private CannotForm(Code code, String definition, String reason) {
        super(reason, null, false, false);
        this.code = code;
        this.definition = definition;
    }

    /** Returns the same of a definition, unless it tells one already. */
    CannotForm in(String newDefinition) {
        return definition == null ? new CannotForm(code, newDefinition, getMessage()) : this;
    }

    Code code() {
        return code;
    }

    /** The definition that it is in, or the one named here if it tells none. */
    String definition(String otherwise) {
        return definition == null ? otherwise : definition;
    }
}

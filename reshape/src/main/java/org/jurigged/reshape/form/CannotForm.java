package org.jurigged.reshape.form;

import org.jurigged.reshape.Code;

/** Code has no form in which a JVM would take it; becomes a refusal of the definition that it is in. */
final class CannotForm extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Code code;

    CannotForm(Code code, String reason) {
        super(reason, null, false, false);
        this.code = code;
    }

    Code code() {
        return code;
    }
}

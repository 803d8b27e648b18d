package org.jurigged.controller.compile;

import org.jurigged.controller.JuriggedException;

/** Thrown when there is no working compiler: the message is one sentence that says which JDK and what to do. */
public final class CompilerException extends JuriggedException {
    private static final long serialVersionUID = 1L;

    CompilerException(String message) {
        super(message);
    }

    CompilerException(String message, Throwable cause) {
        super(message, cause);
    }
}

package org.jurigged.controller;

/**
 * The root of everything that can go wrong in talking to a JVM, a project or the disk.
 *
 * <p>The message is one sentence for the user: it names the file, class or JVM, what went wrong and what to do.
 */
public class JuriggedException extends Exception {
    private static final long serialVersionUID = 1L;

    /** States what went wrong, as one sentence for the user. */
    public JuriggedException(String message) {
        super(message);
    }

    /** States what went wrong, with the failure below it for {@code --stack-traces}. */
    public JuriggedException(String message, Throwable cause) {
        super(message, cause);
    }
}

package org.jurigged.controller.loop;

import java.util.Locale;
import java.util.Optional;

/** What a person says about a thread that waits in a loop. */
public enum LoopCommand {
    /** The method returns, or throws, what its last run did. */
    CONTINUE,
    /** It runs again. */
    AGAIN,
    /** The exception is given back to the program. */
    ABORT,
    /** All loops end, and all that waits goes on. */
    QUIT;

    /** Returns the command of a key, {@code c}, {@code r}, {@code a} or {@code q}, or of a word that begins with one. */
    public static Optional<LoopCommand> of(String text) {
        String word = text.strip().toLowerCase(Locale.ROOT);
        return word.isEmpty()
                ? Optional.empty()
                : Optional.ofNullable(
                        switch (word.charAt(0)) {
                            case 'c' -> CONTINUE;
                            case 'r' -> AGAIN;
                            case 'a' -> ABORT;
                            case 'q' -> QUIT;
                            default -> null;
                        });
    }
}

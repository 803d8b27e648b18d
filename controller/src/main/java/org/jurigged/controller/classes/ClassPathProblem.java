package org.jurigged.controller.classes;

import java.nio.file.Path;
import java.util.Objects;

/**
 * A class path entry that gives no classes.
 *
 * @param entry the entry as it was listed
 * @param reason a clause in lower case without a full stop: {@code it does not exist}
 */
public record ClassPathProblem(Path entry, String reason) {
    public ClassPathProblem {
        Objects.requireNonNull(entry, "entry");
        Objects.requireNonNull(reason, "reason");
    }

    /** Returns the problem as one sentence. */
    public String sentence() {
        return "Class path entry " + entry + " is left out: " + reason + ".";
    }
}

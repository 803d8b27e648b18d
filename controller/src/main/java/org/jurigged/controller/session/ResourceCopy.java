package org.jurigged.controller.session;

import java.nio.file.Path;
import java.util.Optional;
import org.jurigged.controller.Event;

/**
 * A saved resource, and what becomes of its copy in a class directory.
 *
 * @param file the file that was saved or deleted
 * @param copy where the program reads it; the file itself where there is no copy
 * @param content what the copy is to have; empty when it is to go
 */
record ResourceCopy(Path file, Path copy, Optional<byte[]> content) {
    /** Whether the program reads the file where it was saved. */
    boolean isInPlace() {
        return copy.equals(file);
    }

    Event event() {
        return new Event.Resource(file, copy, content.isEmpty());
    }
}

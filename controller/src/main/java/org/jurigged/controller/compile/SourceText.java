package org.jurigged.controller.compile;

import java.nio.file.Path;
import java.util.Objects;

/**
 * A source as javac gets it.
 *
 * @param path where the source is; it need not exist any more
 * @param text decoded text without a byte order mark
 */
record SourceText(Path path, String text) {
    SourceText {
        Objects.requireNonNull(path, "path");
        Objects.requireNonNull(text, "text");
    }
}

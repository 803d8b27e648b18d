package org.jurigged.controller.project;

import java.nio.file.Path;
import java.util.Objects;

/**
 * A directory below which the sources of packages lie: {@code src/main/java}.
 *
 * @param directory absolute and normalized
 * @param test whether its sources are tests, which a running program seldom has
 */
public record SourceRoot(Path directory, boolean test) {
    public SourceRoot {
        Objects.requireNonNull(directory, "directory");
        if (!directory.isAbsolute()) {
            throw new IllegalArgumentException("relative source root " + directory);
        }
    }
}

package org.jurigged.controller.recode;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Objects;

/**
 * A patch, as a list shows it.
 *
 * @param number counts a session's patches from 1
 * @param definition what it patches, as reports show it; the file's name when that is all of a file
 * @param file the source file
 * @param made when
 * @param status how it and its source file stand to each other
 * @param source as it was given; blank when the definition was deleted
 */
public record PatchInfo(int number, String definition, Path file, Instant made, PatchStatus status, String source) {
    /**
     * Checks that nothing is {@code null}.
     *
     * @param number as above
     * @param definition as above
     * @param file as above
     * @param made as above
     * @param status as above
     * @param source as above
     */
    public PatchInfo {
        Objects.requireNonNull(definition, "definition");
        Objects.requireNonNull(file, "file");
        Objects.requireNonNull(made, "made");
        Objects.requireNonNull(status, "status");
        Objects.requireNonNull(source, "source");
    }
}

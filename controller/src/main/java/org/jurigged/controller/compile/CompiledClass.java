package org.jurigged.controller.compile;

import java.nio.file.Path;
import java.util.Objects;

/**
 * A class that javac made.
 *
 * @param name binary name
 * @param bytes the class file; shared, not to be modified
 * @param source the source file it comes from; for a class that an annotation processor generated, the source it was
 *     generated for
 * @param change how it differs from the current class of that name
 */
@SuppressWarnings("ArrayRecordComponent") // large, never modified and never compared as a whole
public record CompiledClass(String name, byte[] bytes, Path source, Change change) {
    public CompiledClass {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(bytes, "bytes");
        Objects.requireNonNull(source, "source");
        Objects.requireNonNull(change, "change");
    }
}

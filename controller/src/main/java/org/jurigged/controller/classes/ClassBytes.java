package org.jurigged.controller.classes;

import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;

/**
 * One class as it was found on a class path.
 *
 * @param name binary name
 * @param bytes the class file's content; shared, not copied, so leave it as it is. Equality is by identity of this array
 * @param entry the class path entry it came from; for a class in a nested jar, the outer jar
 * @param file the class file itself, if it lies in a directory
 */
@SuppressWarnings(
        "ArrayRecordComponent") // a copy for each class read would cost more than the array's equality is worth
public record ClassBytes(String name, byte[] bytes, Path entry, Optional<Path> file) {
    public ClassBytes {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(bytes, "bytes");
        Objects.requireNonNull(entry, "entry");
        Objects.requireNonNull(file, "file");
    }
}

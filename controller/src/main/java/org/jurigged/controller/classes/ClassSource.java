package org.jurigged.controller.classes;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** One opened place of a class path. Thread-safe; {@code close} is idempotent, and a later read opens it again. */
sealed interface ClassSource extends Closeable permits DirectorySource, JarSource, NestedJarSource {
    /** Reads a class; empty if this place does not have it. */
    Optional<ClassBytes> read(String binaryName) throws IOException;

    /** Returns the file that has a class, be it the class file or an archive; empty if this place does not have it. */
    Optional<Path> locate(String binaryName) throws IOException;
}

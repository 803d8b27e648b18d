package org.jurigged.controller.compile;

import java.nio.file.Path;
import java.util.Collection;
import java.util.Optional;

/**
 * Knows where the project's sources are. Called from several threads, and for thousands of classes at a time: answers
 * should come from memory.
 */
public interface SourceLookup {
    /**
     * Find the source file of a class.
     *
     * @param binaryName binary name of a class, as {@code com.acme.Outer$Inner}; the compiler asks for top-level classes,
     *     and for the class that a source file is named after
     * @return the file, empty when the project has no source for it
     */
    Optional<Path> sourceOf(String binaryName);

    /** Every source file of the project that is known now, in no particular order. */
    Collection<Path> sources();
}

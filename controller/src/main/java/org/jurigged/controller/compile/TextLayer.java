package org.jurigged.controller.compile;

import java.nio.file.Path;

/** What stands in for texts on the disk, as patches that aren't in their file yet do. Called from several threads. */
@FunctionalInterface
public interface TextLayer {
    /** The disk as it is. */
    TextLayer NONE = (file, onDisk) -> onDisk;

    /** Get the text to compile for a file, absolute and normalized. */
    String textOf(Path file, String onDisk);
}

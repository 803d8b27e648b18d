package org.jurigged.controller.classes;

import java.io.IOException;

/** Says in one sentence which class file could not be written, why, and in what state the directory is now. */
public final class ClassFileException extends IOException {
    private static final long serialVersionUID = 1L;

    ClassFileException(String sentence, IOException cause) {
        super(sentence, cause);
    }
}

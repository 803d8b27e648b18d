package org.jurigged.controller.classes;

import java.io.IOException;
import org.jurigged.controller.JuriggedException;

/** Says in one sentence which class file could not be written, why, and in what state the directory is now. */
public final class ClassFileException extends JuriggedException {
    private static final long serialVersionUID = 1L;

    ClassFileException(String sentence, IOException cause) {
        super(sentence, cause);
    }
}

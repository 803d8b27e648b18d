package org.jurigged.controller.compile;

import java.nio.file.Path;
import java.util.Optional;

/** What stands in for texts on the disk, as patches that aren't in their file yet do. Called from several threads. */
public interface TextLayer {
    /** The disk as it is. */
    TextLayer NONE = new TextLayer() {
        @Override
        public String textOf(Path file, String onDisk) {
            return onDisk;
        }

        @Override
        public Optional<String> shownName(Path file) {
            return Optional.empty();
        }
    };

    /** Between a file's name and what is said of it: no source's name has a blank there. */
    String MARK = ".java <";

    /** Get the text to compile for a file, absolute and normalized. */
    String textOf(Path file, String onDisk);

    /** Find the name that stack traces give the file's text, {@code Foo.java <patch 3>}; empty for its own. */
    Optional<String> shownName(Path file);
}

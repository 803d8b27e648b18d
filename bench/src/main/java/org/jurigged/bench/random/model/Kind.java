package org.jurigged.bench.random.model;

import java.util.Locale;

/** The kinds of types. */
public enum Kind {
    CLASS("C"),
    INTERFACE("I"),
    RECORD("R"),
    ENUM("E");

    private final String letter;

    Kind(String letter) {
        this.letter = letter;
    }

    /** Returns what names of such types begin with. */
    public String letter() {
        return letter;
    }

    /** Returns the keyword. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}

package org.jurigged.reshape;

/** The limits of a stock JVM, each with the code a refusal shows. */
public enum Code {
    /** The superclass can't change (JVMTI {@code UNSUPPORTED_REDEFINITION_HIERARCHY_CHANGED}). */
    J101("Restart the program to apply it.");

    private final String remedy;

    Code(String remedy) {
        this.remedy = remedy;
    }

    /** What the user can do instead, as one sentence. */
    public String remedy() {
        return remedy;
    }
}

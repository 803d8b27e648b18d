package org.jurigged.controller.compile;

/** How a compiled class differs from the class of the same name that was current before, in rising order. */
public enum Change {
    /** Byte for byte the same. */
    SAME,
    /** Only line numbers, local variable names, the source file's name or other debug attributes differ. */
    LINES_ONLY,
    /** Code, annotations or signatures differ, and the schema is the same: a stock JVM can redefine it. */
    BODY,
    /** The class schema differs: superclass, interfaces, flags, fields, methods, nest, record or permitted subclasses. */
    SCHEMA,
    /** There was no such class. */
    NEW
}

package org.jurigged.reshape;

import java.util.Objects;

/**
 * A class file that the JVM takes in place of the loaded class.
 *
 * @param className binary name
 * @param bytes the class file; the very array that was given as latest if nothing had to be adapted
 * @param initialiserDropped whether the loaded class has no static initialiser and the new one's was therefore left out
 *     (a method can't be added): a class that is loaded but not yet initialised must be initialised before its static
 *     elements are run
 */
@SuppressWarnings("ArrayRecordComponent") // class files are handed on, not compared
public record Redefinition(String className, byte[] bytes, boolean initialiserDropped) {
    public Redefinition {
        Objects.requireNonNull(className, "className");
        Objects.requireNonNull(bytes, "bytes");
    }
}

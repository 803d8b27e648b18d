package org.jurigged.reshape.move;

import java.util.Objects;

/**
 * A method as a JVM runs it.
 *
 * @param classFile the class file that the JVM has or gets, after reshaping
 * @param name the method's name in that class file, which need not be the one in the source
 * @param descriptor its descriptor (JVMS 4.3.3)
 */
@SuppressWarnings("ArrayRecordComponent") // class files are handed on, not compared
public record MethodCode(byte[] classFile, String name, String descriptor) {
    public MethodCode {
        Objects.requireNonNull(classFile, "classFile");
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(descriptor, "descriptor");
    }
}

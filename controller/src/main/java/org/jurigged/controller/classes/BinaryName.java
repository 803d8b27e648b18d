package org.jurigged.controller.classes;

import java.nio.file.Path;

/** Turns the binary name of a class (JLS 13.1: {@code com.acme.Outer$Inner}) into the paths it stands for. */
final class BinaryName {
    private BinaryName() {}

    /** Returns {@code com/acme/Outer$Inner.class}. */
    static String resource(String binaryName) {
        return check(binaryName).replace('.', '/') + ".class";
    }

    /** Returns the class file below {@code classDir}, by the file system's own separator. */
    static Path file(Path classDir, String binaryName) {
        return classDir.resolve(resource(binaryName));
    }

    /** Rejects what JVMS 4.2.2 forbids in a name, so that no name can lead out of its class directory. */
    private static String check(String name) {
        boolean emptySegment = name.isEmpty() || name.startsWith(".") || name.endsWith(".") || name.contains("..");
        if (emptySegment || name.chars().anyMatch(c -> c == '/' || c == '\\' || c == ';' || c == '[' || c == 0)) {
            throw new IllegalArgumentException("not a binary class name: '" + name + "'");
        }
        return name;
    }
}

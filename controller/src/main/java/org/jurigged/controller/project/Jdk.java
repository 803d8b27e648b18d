package org.jurigged.controller.project;

import java.nio.file.Path;
import java.util.Objects;

/**
 * A Java installation on this machine.
 *
 * @param home its directory, symbolic links resolved
 * @param feature the feature release: 8, 17, 25
 * @param version the full version as its {@code release} file gives it: {@code 17.0.15}
 * @param hasCompiler whether javac is part of it; it is not in a JRE
 */
public record Jdk(Path home, int feature, String version, boolean hasCompiler) {
    public Jdk {
        Objects.requireNonNull(home, "home");
        Objects.requireNonNull(version, "version");
        if (feature < 1) {
            throw new IllegalArgumentException("feature release " + feature);
        }
    }

    /** Returns the path of its {@code java} launcher. */
    public Path java() {
        return Jdks.launcher(home, "java");
    }
}

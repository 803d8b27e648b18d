package org.jurigged.controller.project;

import java.nio.file.Files;
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
    /** Before it, what is in an installation is not a matter of modules, and libraries lie elsewhere. */
    private static final int MODULAR = 9;

    public Jdk {
        Objects.requireNonNull(home, "home");
        Objects.requireNonNull(version, "version");
        if (feature < 1) {
            throw new IllegalArgumentException("feature release " + feature);
        }
    }

    /** Whether its JVMs can be debugged: those of an image that was linked without the module jdk.jdwp.agent can't. */
    public boolean hasDebugAgent() {
        String library = System.mapLibraryName("jdwp");
        return feature < MODULAR
                || Files.exists(home.resolve("lib").resolve(library))
                || Files.exists(home.resolve("bin").resolve(library));
    }

    /** Returns the path of its {@code java} launcher. */
    public Path java() {
        return Jdks.launcher(home, "java");
    }
}

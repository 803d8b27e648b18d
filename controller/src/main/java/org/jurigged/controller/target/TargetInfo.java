package org.jurigged.controller.target;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What is known of a JVM.
 *
 * @param name what to call it in messages: its main class or jar
 * @param pid process id on this machine, or -1 when it isn't known (a remote JVM)
 * @param feature Java feature version: 17
 * @param javaVersion full version: {@code 17.0.15}
 * @param javaHome its JDK, when it is on this machine
 * @param classPath its class path, absolute
 * @param baseDirectory its working directory at start
 * @param unrestricted whether it redefines classes without limits (JBR, DCEVM, Espresso)
 */
public record TargetInfo(
        String name,
        long pid,
        int feature,
        String javaVersion,
        Optional<Path> javaHome,
        List<Path> classPath,
        Path baseDirectory,
        boolean unrestricted) {
    public TargetInfo {
        Objects.requireNonNull(name, "name");
        classPath = List.copyOf(classPath);
    }

    /** Returns the name with the process id, where there is one: {@code com.acme.Main (4711)}. */
    public String label() {
        return pid < 0 ? name : name + " (" + pid + ")";
    }
}

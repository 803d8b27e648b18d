package org.jurigged.controller.api;

import java.util.Objects;

/**
 * A JVM that is live.
 *
 * @param label its main class or jar, with the process id where that is known
 * @param pid its process id on this machine; -1 when it isn't known, as of a JVM on another one
 * @param javaVersion its full version, as {@code 17.0.15}
 * @since 0.1
 */
public record LiveTarget(String label, long pid, String javaVersion) {
    /**
     * Checks that nothing is {@code null}.
     *
     * @param label as above
     * @param pid as above
     * @param javaVersion as above
     */
    public LiveTarget {
        Objects.requireNonNull(label, "label");
        Objects.requireNonNull(javaVersion, "javaVersion");
    }
}

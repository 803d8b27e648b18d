package org.jurigged.controller.project;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/**
 * How a module's build compiles its main sources, as far as its build files say.
 *
 * @param release the language level: 8, 17, 25; 0 where the build does not say
 * @param useReleaseFlag whether the build passes it as {@code --release} rather than {@code -source} and {@code -target}
 * @param preview {@code --enable-preview}
 * @param parameters {@code -parameters}
 * @param compilerArgs the other arguments, in their order
 * @param processorPath where annotation processors are; empty where they are looked for on the class path
 * @param encoding of the sources
 * @param annotationProcessing false where the build turns it off ({@code -proc:none})
 */
public record BuildSettings(
        int release,
        boolean useReleaseFlag,
        boolean preview,
        boolean parameters,
        List<String> compilerArgs,
        List<Path> processorPath,
        Charset encoding,
        boolean annotationProcessing) {
    private static final BuildSettings UNKNOWN =
            new BuildSettings(0, false, false, false, List.of(), List.of(), StandardCharsets.UTF_8, true);

    public BuildSettings {
        if (release < 0) {
            throw new IllegalArgumentException("release " + release);
        }
        compilerArgs = List.copyOf(compilerArgs);
        processorPath = List.copyOf(processorPath);
        Objects.requireNonNull(encoding, "encoding");
    }

    /** Returns the settings of a module whose build says nothing: UTF-8, and for the rest javac's defaults. */
    public static BuildSettings unknown() {
        return UNKNOWN;
    }
}

package org.jurigged.controller.compile;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/**
 * How the program's sources are compiled: what its build told javac, as far as the bytes depend on it.
 *
 * @param classPath class directories and jars in the program's order; a modular program's module path belongs here too,
 *     because everything is compiled as the unnamed module
 * @param release language and class file level; 0 for the level of the JDK that compiles
 * @param releaseFlag whether the level is given as {@code --release}, which also hides newer API of the JDK; otherwise
 *     it is given as {@code -source} and {@code -target}
 * @param preview whether preview features are enabled; needs the level of the JDK that compiles
 * @param parameters whether class files keep the names of parameters ({@code -parameters})
 * @param processorPath where annotation processors are found; empty for the class path
 * @param annotationProcessing whether annotation processors run
 * @param options further javac options, for instance {@code --add-exports}; those that only concern warnings are ignored
 * @param encoding charset of the source files
 * @param jdkHome the JDK whose javac compiles
 */
public record CompileSettings(
        List<Path> classPath,
        int release,
        boolean releaseFlag,
        boolean preview,
        boolean parameters,
        List<Path> processorPath,
        boolean annotationProcessing,
        List<String> options,
        Charset encoding,
        Path jdkHome) {
    public CompileSettings {
        classPath = List.copyOf(classPath);
        processorPath = List.copyOf(processorPath);
        options = List.copyOf(options);
        Objects.requireNonNull(encoding, "encoding");
        Objects.requireNonNull(jdkHome, "jdkHome");
        if (release < 0) {
            throw new IllegalArgumentException("release " + release + " of the sources is negative");
        }
    }

    /** Make settings for plain sources on a class path, compiled by the JDK that runs this process. */
    public static CompileSettings of(List<Path> classPath) {
        return new CompileSettings(
                classPath,
                0,
                false,
                false,
                false,
                List.of(),
                false,
                List.of(),
                StandardCharsets.UTF_8,
                Path.of(System.getProperty("java.home")));
    }
}

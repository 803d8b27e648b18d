package org.jurigged.controller.api;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A program to start. Immutable; each method returns a changed copy.
 *
 * @param program a {@code .java} file, a {@code .jar} or a class name
 * @param classPath as {@code java -cp} takes it; the project's own when empty
 * @param jvm a JDK's home or its {@code java}; that of this process when empty
 * @param jvmOptions options for its JVM
 * @param arguments the program's own
 * @param settings of the session
 * @since 0.1
 */
public record Launch(
        String program,
        Optional<String> classPath,
        Optional<Path> jvm,
        List<String> jvmOptions,
        List<String> arguments,
        Settings settings) {
    /**
     * Copies the lists.
     *
     * @param program as above
     * @param classPath as above
     * @param jvm as above
     * @param jvmOptions as above
     * @param arguments as above
     * @param settings as above
     */
    public Launch {
        Objects.requireNonNull(program, "program");
        Objects.requireNonNull(classPath, "classPath");
        Objects.requireNonNull(jvm, "jvm");
        jvmOptions = List.copyOf(jvmOptions);
        arguments = List.copyOf(arguments);
        Objects.requireNonNull(settings, "settings");
    }

    /**
     * {@return how to start a program of the project in the working directory}
     *
     * @param program a {@code .java} file, a {@code .jar} or a class name
     * @param arguments the program's own
     */
    public static Launch of(String program, String... arguments) {
        return new Launch(
                program, Optional.empty(), Optional.empty(), List.of(), List.of(arguments), Settings.in(Path.of("")));
    }

    /**
     * {@return it with a class path}
     *
     * @param path as {@code java -cp} takes it
     */
    public Launch on(String path) {
        return new Launch(program, Optional.of(path), jvm, jvmOptions, arguments, settings);
    }

    /**
     * {@return it with a JDK and options for its JVM}
     *
     * @param jdk a JDK's home or its {@code java}
     * @param options for its JVM
     */
    public Launch with(Path jdk, String... options) {
        return new Launch(program, classPath, Optional.of(jdk), List.of(options), arguments, settings);
    }

    /**
     * {@return it with settings of the session}
     *
     * @param changed the settings
     */
    public Launch with(Settings changed) {
        return new Launch(program, classPath, jvm, jvmOptions, arguments, changed);
    }
}

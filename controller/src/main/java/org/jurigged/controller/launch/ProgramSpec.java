package org.jurigged.controller.launch;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A program to run, as a person names it.
 *
 * @param program a {@code .java} file, a {@code .jar} or a class name; empty when {@code module} says it all
 * @param module {@code package.Class:method}, {@code module} or {@code module/class}
 * @param classPath what {@code -cp} said, in the platform's notation
 * @param jvm a JDK's home or its {@code java}; ours when empty
 * @param jvmOptions options for the program's JVM
 * @param arguments the program's own
 */
public record ProgramSpec(
        Optional<String> program,
        Optional<String> module,
        Optional<String> classPath,
        Optional<Path> jvm,
        List<String> jvmOptions,
        List<String> arguments) {
    /** Names nothing. */
    public static final ProgramSpec NONE = new ProgramSpec(
            Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), List.of(), List.of());

    public ProgramSpec {
        Objects.requireNonNull(program, "program");
        Objects.requireNonNull(module, "module");
        Objects.requireNonNull(classPath, "classPath");
        Objects.requireNonNull(jvm, "jvm");
        jvmOptions = List.copyOf(jvmOptions);
        arguments = List.copyOf(arguments);
    }
}

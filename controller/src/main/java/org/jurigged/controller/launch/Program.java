package org.jurigged.controller.launch;

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A program ready to start: everything a {@code java} command line needs.
 *
 * @param java the {@code java} executable
 * @param name what to call the program in messages
 * @param classPath absolute entries; for a jar, what its manifest adds is not in here
 * @param main what follows the options: {@code [Main]}, {@code [-jar, app.jar]}, {@code [-m, mod/Main]}
 * @param source the source file and its root, when the program was given as a source file
 */
public record Program(
        Path java,
        String name,
        List<String> jvmOptions,
        List<Path> classPath,
        List<String> main,
        List<String> arguments,
        Optional<CompiledSource> source) {
    public Program {
        Objects.requireNonNull(java, "java");
        jvmOptions = List.copyOf(jvmOptions);
        classPath = List.copyOf(classPath);
        main = List.copyOf(main);
        arguments = List.copyOf(arguments);
    }

    /**
     * Where a program that was given as a source file comes from.
     *
     * @param root the directory that its package begins in
     * @param output the directory that its classes are compiled to
     */
    public record CompiledSource(Path file, Path root, Path output) {}

    /** Returns the command line, with more JVM options in front of the program's own. */
    public List<String> command(List<String> moreOptions) {
        List<String> command = new ArrayList<>();
        command.add(java.toString());
        command.addAll(moreOptions);
        command.addAll(jvmOptions);
        if (!classPath.isEmpty() && !main.contains("-jar")) {
            command.add("-cp");
            command.add(String.join(
                    File.pathSeparator, classPath.stream().map(Path::toString).toList()));
        }
        command.addAll(main);
        command.addAll(arguments);
        return command;
    }
}

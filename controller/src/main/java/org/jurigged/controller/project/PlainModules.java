package org.jurigged.controller.project;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Makes a module of a directory that has no build file at all: its classes are looked for where they usually are. */
final class PlainModules {
    private PlainModules() {}

    static ProjectModule module(Path directory) {
        List<Path> outputs = usualOutputs(directory);
        Path output = outputs.isEmpty() ? unusualOutput(directory) : outputs.get(0);
        return new ProjectModule(
                directory, Project.Kind.PLAIN, List.of(), List.of(), output, output, BuildSettings.unknown());
    }

    /** Returns those of the usual output folders that are there. */
    static List<Path> usualOutputs(Path directory) {
        List<Path> outputs =
                new ArrayList<>(subdirectories(directory.resolve("out").resolve("production")));
        Stream.of("target/classes", "build/classes/java/main", "bin/main", "bin", "classes", "build/classes", "out")
                .map(directory::resolve)
                .filter(Files::isDirectory)
                .filter(folder -> outputs.stream().noneMatch(output -> output.startsWith(folder)))
                .forEach(outputs::add);
        return outputs;
    }

    /** Without options javac puts classes beside their sources; else {@code out} is as good a name as any. */
    private static Path unusualOutput(Path directory) {
        try (DirectoryStream<Path> classes = Files.newDirectoryStream(directory, "*.class")) {
            return classes.iterator().hasNext() ? directory : directory.resolve("out");
        } catch (IOException e) {
            return directory.resolve("out");
        }
    }

    private static List<Path> subdirectories(Path directory) {
        try (Stream<Path> children = Files.list(directory)) {
            return children.filter(Files::isDirectory).sorted().toList();
        } catch (IOException e) {
            return List.of();
        }
    }
}

package org.jurigged.controller.project;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Knows the directories that hold no sources of the user: hidden ones, version control, packages of npm, build outputs.
 *
 * <p>{@code build}, {@code out} and the like are names of Java packages, too. They count as outputs only where what lies
 * beside or in them shows it.
 */
final class Excluded {
    private static final Set<String> ALWAYS = Set.of("node_modules", "CVS", "SCCS", "__pycache__");

    /** By the name of an output directory: files beside it that show a build tool is at work there. */
    private static final Map<String, List<String>> BESIDE = Map.of(
            "target", List.of("pom.xml", "build.sbt"),
            "build", List.of("build.gradle", "build.gradle.kts", "settings.gradle", "settings.gradle.kts", "build.xml"),
            "out", List.of(".idea"),
            "bin", List.of(".classpath", ".project"));

    /** By the name of an output directory: directories in it that a build tool makes there. */
    private static final Map<String, List<String>> INSIDE = Map.of(
            "target", List.of("classes", "test-classes", "maven-status", "generated-sources"),
            "build", List.of("classes", "libs", "generated"),
            "out", List.of("production", "artifacts"),
            "bin", List.of());

    private Excluded() {}

    static boolean is(Path directory) {
        Path fileName = directory.getFileName();
        if (fileName == null) {
            return false;
        }
        String name = fileName.toString();
        return name.startsWith(".") || ALWAYS.contains(name) || (BESIDE.containsKey(name) && isOutput(directory, name));
    }

    private static boolean isOutput(Path directory, String name) {
        return BESIDE.get(name).stream().anyMatch(file -> Files.exists(directory.resolveSibling(file)))
                || INSIDE.get(name).stream().anyMatch(child -> Files.isDirectory(directory.resolve(child)))
                || Files.exists(directory.resolve("CACHEDIR.TAG"))
                || holdsClassFilesOnly(directory);
    }

    private static boolean holdsClassFilesOnly(Path directory) {
        try (DirectoryStream<Path> classes = Files.newDirectoryStream(directory, "*.class");
                DirectoryStream<Path> sources = Files.newDirectoryStream(directory, "*.java")) {
            return classes.iterator().hasNext() && !sources.iterator().hasNext();
        } catch (IOException e) {
            return false;
        }
    }
}

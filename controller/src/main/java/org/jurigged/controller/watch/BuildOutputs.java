package org.jurigged.controller.watch;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Set;

/**
 * Tells the folders that builds write to from packages that happen to have such a name.
 *
 * <p>A directory named {@code target}, {@code build}, {@code out} or {@code bin} is an output, unless it lies within a
 * source root ({@code src/<any>/java}), if
 *
 * <ul>
 *   <li>a build's or an IDE's project file is next to it, or
 *   <li>the first class file found in it has no Java source beside it (who compiles without {@code -d} has both).
 * </ul>
 */
final class BuildOutputs {
    private static final Set<String> NAMES = Set.of("target", "build", "out", "bin");
    private static final Set<String> PROJECT_FILES = Set.of(
            "pom.xml",
            "build.gradle",
            "build.gradle.kts",
            "settings.gradle",
            "settings.gradle.kts",
            "build.xml",
            "build.sbt",
            "build.sc",
            ".classpath",
            ".project",
            ".idea");

    /** How many entries are looked at for a class file before a directory passes as sources. */
    private static final int PATIENCE = 2_000;

    private BuildOutputs() {}

    /** Looks at the disk, but only for a directory that has one of the names. */
    static boolean isOutput(Path dir) {
        Path name = dir.getFileName();
        if (name == null || !NAMES.contains(name.toString()) || isInSourceRoot(dir) || !Files.isDirectory(dir)) {
            return false;
        }
        Path parent = dir.getParent();
        return (parent != null && isProject(parent)) || holdsClassesOnly(dir);
    }

    private static boolean isInSourceRoot(Path dir) {
        Path above = dir.toAbsolutePath().getParent();
        for (int i = 2; above != null && i < above.getNameCount(); i++) {
            if (above.getName(i).toString().equals("java")
                    && above.getName(i - 2).toString().equals("src")) {
                return true;
            }
        }
        return false;
    }

    private static boolean isProject(Path dir) {
        return PROJECT_FILES.stream().anyMatch(file -> Files.exists(dir.resolve(file)));
    }

    private static boolean holdsClassesOnly(Path dir) {
        ClassFinder finder = new ClassFinder();
        try {
            Files.walkFileTree(dir, finder);
        } catch (IOException e) {
            return false;
        }
        return finder.found != null && !hasSources(finder.found.getParent());
    }

    private static boolean hasSources(Path dir) {
        try (var entries = Files.newDirectoryStream(dir, "*.java")) {
            return entries.iterator().hasNext();
        } catch (IOException e) {
            return false;
        }
    }

    /** Stops at the first class file. */
    private static final class ClassFinder extends SimpleFileVisitor<Path> {
        private Path found;
        private int seen;

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            if (file.toString().endsWith(".class")) {
                found = file;
            }
            return found != null || ++seen > PATIENCE ? FileVisitResult.TERMINATE : FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFileFailed(Path file, IOException why) {
            return FileVisitResult.CONTINUE;
        }
    }
}

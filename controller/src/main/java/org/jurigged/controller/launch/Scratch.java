package org.jurigged.controller.launch;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.stream.Stream;
import org.jurigged.controller.classes.CacheDirectory;

/**
 * Directories for classes that are made for one run of a program.
 *
 * <p>The program may outlive the controller and still load classes from there, so a directory is only removed by a later
 * run, when the program that it was made for has ended.
 */
final class Scratch {
    private static final String OWNER = ".pid";

    private Scratch() {}

    /** Makes a directory that is ours until {@link #belongsTo} says whose it is. */
    static Path create(String kind) throws IOException {
        Path runs = CacheDirectory.get().resolve("runs");
        Files.createDirectories(runs);
        removeEnded(runs);
        Path made = Files.createTempDirectory(runs, kind + "-");
        belongsTo(made, ProcessHandle.current().pid());
        return made;
    }

    /** Notes the process that the directory is for. */
    static void belongsTo(Path directory, long pid) throws IOException {
        Files.writeString(directory.resolve(OWNER), Long.toString(pid));
    }

    private static void removeEnded(Path runs) throws IOException {
        List<Path> directories;
        try (Stream<Path> listing = Files.list(runs)) {
            directories = listing.filter(Files::isDirectory).toList();
        }
        for (Path directory : directories) {
            if (ended(directory)) {
                remove(directory);
            }
        }
    }

    private static boolean ended(Path directory) {
        try {
            long pid = Long.parseLong(Files.readString(directory.resolve(OWNER)).strip());
            return ProcessHandle.of(pid).isEmpty();
        } catch (IOException | NumberFormatException e) {
            // Being made right now, or not ours: it stays.
            return false;
        }
    }

    private static void remove(Path directory) throws IOException {
        Files.walkFileTree(directory, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.deleteIfExists(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException e) {
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path visited, IOException e) throws IOException {
                Files.deleteIfExists(visited);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}

package org.jurigged.controller.watch;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Tells whether a process has a file open for writing, where {@code /proc} shows it (Linux; own processes only, or all
 * for root). Takes some milliseconds, so it is asked only of files that look unfinished.
 */
final class Writers {
    private static final Path PROCESSES = Path.of("/proc");

    /** The access mode of {@code open(2)}: read-only is 0. */
    private static final int ACCESS_MODE = 3;

    private Writers() {}

    static boolean hasWriter(Path file) {
        try (DirectoryStream<Path> processes = Files.newDirectoryStream(PROCESSES, "[0-9]*")) {
            Path real = file.toRealPath();
            for (Path process : processes) {
                if (writes(process, real)) {
                    return true;
                }
            }
        } catch (IOException e) {
            // There is no /proc, or the file is gone: nobody is known to write it.
        }
        return false;
    }

    private static boolean writes(Path process, Path file) {
        try (DirectoryStream<Path> descriptors = Files.newDirectoryStream(process.resolve("fd"))) {
            for (Path descriptor : descriptors) {
                if (isFor(descriptor, file) && isForWriting(process, descriptor)) {
                    return true;
                }
            }
        } catch (IOException e) {
            // Another user's process, or one that has just ended.
        }
        return false;
    }

    private static boolean isFor(Path descriptor, Path file) {
        try {
            return Files.readSymbolicLink(descriptor).equals(file);
        } catch (IOException e) {
            return false;
        }
    }

    /** Reads the flags, which {@code proc(5)} gives in octal. */
    private static boolean isForWriting(Path process, Path descriptor) throws IOException {
        Path info = process.resolve("fdinfo").resolve(descriptor.getFileName());
        return Files.readAllLines(info).stream()
                .filter(line -> line.startsWith("flags:"))
                .mapToInt(line ->
                        Integer.parseInt(line.substring("flags:".length()).strip(), 8))
                .anyMatch(flags -> (flags & ACCESS_MODE) != 0);
    }
}

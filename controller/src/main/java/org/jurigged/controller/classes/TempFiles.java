package org.jurigged.controller.classes;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Names the temporary files of a transaction so that one left by a killed process is known for what it is.
 *
 * <p>A name is {@code .MILLIS-PID-N.jurigged}: when, by whom, and a count. It does not hold the class's name, which may
 * already be as long as the file system allows.
 */
final class TempFiles {
    private static final Pattern NAME = Pattern.compile("\\.(\\d{1,18})-(\\d{1,18})-\\d+\\.jurigged");
    /** A file this young is never stale: its process may live where we can't see it, as in another container. */
    private static final Duration GRACE = Duration.ofSeconds(10);
    /** A file this old is stale even if a process has its number: the number was given out again. */
    private static final Duration LIMIT = Duration.ofDays(1);

    private static final AtomicLong COUNT = new AtomicLong();

    private final Clock clock;

    TempFiles(Clock clock) {
        this.clock = clock;
    }

    /** Returns the path of a file in {@code directory} that does not exist yet. */
    Path next(Path directory) {
        long pid = ProcessHandle.current().pid();
        return directory.resolve("." + clock.millis() + "-" + pid + "-" + COUNT.incrementAndGet() + ".jurigged");
    }

    /** Deletes the stale files below {@code directory}; what can't be read or deleted is left. Returns how many went. */
    int sweep(Path directory) {
        Sweeper sweeper = new Sweeper();
        try {
            Files.walkFileTree(directory, sweeper);
        } catch (IOException e) {
            return sweeper.deleted;
        }
        return sweeper.deleted;
    }

    private boolean isStale(Path file) {
        Matcher name = NAME.matcher(file.getFileName().toString());
        if (!name.matches()) {
            return false;
        }
        Duration age = Duration.ofMillis(clock.millis() - Long.parseLong(name.group(1)));
        boolean alive = ProcessHandle.of(Long.parseLong(name.group(2)))
                .map(ProcessHandle::isAlive)
                .orElse(false);
        return age.compareTo(LIMIT) > 0 || (!alive && age.compareTo(GRACE) > 0);
    }

    private final class Sweeper extends SimpleFileVisitor<Path> {
        private int deleted;

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            if (isStale(file)) {
                try {
                    Files.delete(file);
                    deleted++;
                } catch (IOException e) {
                    return FileVisitResult.CONTINUE;
                }
            }
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFileFailed(Path file, IOException failure) {
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult postVisitDirectory(Path directory, IOException failure) {
            return FileVisitResult.CONTINUE;
        }
    }
}

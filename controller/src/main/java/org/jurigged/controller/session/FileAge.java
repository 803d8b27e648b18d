package org.jurigged.controller.session;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jurigged.controller.target.TargetInfo;

/** Which files changed after others, or after a JVM started. */
final class FileAge {
    /** A process's start is reckoned from the boot of the machine, which is not known to the second. */
    private static final Duration MARGIN = Duration.ofSeconds(2);

    /** A system stamps files with the last tick of its clock, which comes every 1 to 10 ms. */
    private static final Duration TICK = Duration.ofMillis(10);

    /** File systems that keep no more stamp with whole seconds, some with even ones. */
    private static final Duration SECONDS = Duration.ofSeconds(2);

    private static final int NANOS_PER_MILLI = 1_000_000;

    private FileAge() {}

    /** Returns a time before which a JVM was not running; long ago where that isn't known. */
    static Instant startOf(TargetInfo jvm) {
        return Optional.of(jvm.pid())
                .filter(pid -> pid > 0)
                .flatMap(ProcessHandle::of)
                .flatMap(process -> process.info().startInstant())
                .map(start -> start.minus(MARGIN))
                .orElse(Instant.MIN);
    }

    /** Whether a file was written since, or came to its place since; one that can't be looked at was not. */
    static boolean changedSince(Path file, Instant since) {
        try {
            return !Files.getLastModifiedTime(file).toInstant().isBefore(since)
                    || !lastChange(file).toInstant().isBefore(since);
        } catch (IOException e) {
            // It went away meanwhile: then nothing is to be compared.
            return false;
        }
    }

    /** Whether a file may have been written since; one that can't be looked at may have been, too. */
    static boolean mayBeWrittenSince(Path file, Instant since) {
        try {
            Instant modified = Files.getLastModifiedTime(file).toInstant();
            Duration grain = modified.getNano() % NANOS_PER_MILLI == 0 ? SECONDS : TICK;
            return !modified.plus(grain).isBefore(since);
        } catch (IOException e) {
            return true;
        }
    }

    /** Unpacking and copying can bring old modification times along; where the system keeps it, this can't lie. */
    private static FileTime lastChange(Path file) throws IOException {
        try {
            return (FileTime) Files.getAttribute(file, "unix:ctime");
        } catch (UnsupportedOperationException | IllegalArgumentException e) {
            return FileTime.from(Instant.MIN);
        }
    }

    /** Whether a file was modified after another one; one that can't be looked at was not. */
    static boolean isNewer(Path file, Path other) {
        try {
            return Files.getLastModifiedTime(file).compareTo(Files.getLastModifiedTime(other)) > 0;
        } catch (IOException e) {
            // A file that went away meanwhile is no source of the program any more.
            return false;
        }
    }
}

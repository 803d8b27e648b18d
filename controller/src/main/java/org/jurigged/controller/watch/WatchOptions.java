package org.jurigged.controller.watch;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * What to watch, and how patiently.
 *
 * @param roots directories, watched with everything below them that is not excluded; one that is missing is watched for
 * @param files single files, watched wherever they are; neither {@code excludes} nor {@code filter} applies to them
 * @param excludes files and directories below the roots that are left out; such a directory is not even registered
 * @param filter which files below the roots count; called with absolute paths, under the watcher's lock: be quick
 * @param settle how long a burst is collected: see {@link Watcher}
 * @param poll look at the files this often instead of asking the system for events; empty asks for events
 */
public record WatchOptions(
        List<Path> roots,
        List<Path> files,
        Globs excludes,
        Predicate<Path> filter,
        Duration settle,
        Optional<Duration> poll) {
    /** The default of {@code -d}. */
    public static final Duration DEFAULT_SETTLE = Duration.ofMillis(50);

    /** How often the files are looked at where polling was not asked for but is the only way. */
    public static final Duration DEFAULT_POLL = Duration.ofMillis(250);

    public WatchOptions {
        roots = roots.stream().map(WatchOptions::absolute).distinct().toList();
        files = files.stream().map(WatchOptions::absolute).distinct().toList();
        Objects.requireNonNull(excludes, "excludes");
        Objects.requireNonNull(filter, "filter");
        if (files.stream().anyMatch(file -> file.getFileName() == null)) {
            throw new IllegalArgumentException("the root of a file system is no single file: " + files);
        }
        if (settle.isNegative()) {
            throw new IllegalArgumentException("the settle time is negative: " + settle + ". Use 0 or more seconds.");
        }
        if (poll.isPresent() && (poll.get().isNegative() || poll.get().isZero())) {
            throw new IllegalArgumentException("the polling interval is " + poll.get() + ". Use more than 0 seconds.");
        }
    }

    /** Makes options for the Java sources below the given directories, everything else as by default. */
    public static WatchOptions of(List<Path> roots) {
        return new WatchOptions(
                roots, List.of(), Globs.defaults(), WatchOptions::isJavaSource, DEFAULT_SETTLE, Optional.empty());
    }

    public WatchOptions withFiles(List<Path> newFiles) {
        return new WatchOptions(roots, newFiles, excludes, filter, settle, poll);
    }

    public WatchOptions withExcludes(Globs newExcludes) {
        return new WatchOptions(roots, files, newExcludes, filter, settle, poll);
    }

    public WatchOptions withFilter(Predicate<Path> newFilter) {
        return new WatchOptions(roots, files, excludes, newFilter, settle, poll);
    }

    public WatchOptions withSettle(Duration newSettle) {
        return new WatchOptions(roots, files, excludes, filter, newSettle, poll);
    }

    public WatchOptions withPoll(Duration interval) {
        return new WatchOptions(roots, files, excludes, filter, settle, Optional.of(interval));
    }

    static boolean isJavaSource(Path file) {
        return file.toString().endsWith(".java");
    }

    static Path absolute(Path path) {
        return path.toAbsolutePath().normalize();
    }
}

package org.jurigged.controller.session;

import java.nio.charset.Charset;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * How a session watches and when it applies.
 *
 * @param directory where the user is: the project is looked for here, and file names are shown relative to it
 * @param watch files, directories or globs to watch besides the project's source roots
 * @param excludes globs of files and directories to leave out, besides the usual ones
 * @param settle the longest time to collect a burst of changes
 * @param poll how often to look for changes by oneself, instead of being told by the file system
 * @param onDemand whether saves wait for {@link LiveSession#apply()}
 * @param gate a shell command that must exit 0 before saves are applied
 * @param before a shell command to run before saves are applied
 * @param after a shell command to run after saves were applied
 * @param sync whether sources that differ from the running classes are applied at once
 * @param run whether changed static initialisers run again
 * @param tellWatched whether the listener is told each source file that belongs to the program
 * @param encoding of the sources; the project's own when empty
 * @param conform who in the program is told of changes
 * @param frames what becomes of calls under way
 */
public record SessionOptions(
        Path directory,
        List<String> watch,
        List<String> excludes,
        Duration settle,
        Optional<Duration> poll,
        boolean onDemand,
        Optional<String> gate,
        Optional<String> before,
        Optional<String> after,
        boolean sync,
        boolean run,
        boolean tellWatched,
        Optional<Charset> encoding,
        ConformChoice conform,
        FrameOptions frames) {
    /** The time to collect a burst when nothing is said. */
    public static final Duration SETTLE = Duration.ofMillis(50);

    public SessionOptions {
        directory = directory.toAbsolutePath().normalize();
        watch = List.copyOf(watch);
        excludes = List.copyOf(excludes);
        Objects.requireNonNull(settle, "settle");
        Objects.requireNonNull(poll, "poll");
        Objects.requireNonNull(gate, "gate");
        Objects.requireNonNull(before, "before");
        Objects.requireNonNull(after, "after");
        Objects.requireNonNull(encoding, "encoding");
        Objects.requireNonNull(conform, "conform");
        Objects.requireNonNull(frames, "frames");
    }

    /** Options of a session in which calls under way move where they can. */
    public SessionOptions(
            Path directory,
            List<String> watch,
            List<String> excludes,
            Duration settle,
            Optional<Duration> poll,
            boolean onDemand,
            Optional<String> gate,
            Optional<String> before,
            Optional<String> after,
            boolean sync,
            boolean run,
            boolean tellWatched,
            Optional<Charset> encoding,
            ConformChoice conform) {
        this(
                directory,
                watch,
                excludes,
                settle,
                poll,
                onDemand,
                gate,
                before,
                after,
                sync,
                run,
                tellWatched,
                encoding,
                conform,
                FrameOptions.DEFAULT);
    }

    /** Returns these options with another one for calls under way. */
    public SessionOptions with(FrameOptions other) {
        return new SessionOptions(
                directory,
                watch,
                excludes,
                settle,
                poll,
                onDemand,
                gate,
                before,
                after,
                sync,
                run,
                tellWatched,
                encoding,
                conform,
                other);
    }

    /** Returns these options with saves that wait to be applied, and a burst of them for a time to be collected. */
    public SessionOptions onDemand(Duration time) {
        return new SessionOptions(
                directory,
                watch,
                excludes,
                time,
                poll,
                true,
                gate,
                before,
                after,
                sync,
                run,
                tellWatched,
                encoding,
                conform,
                frames);
    }

    /** Returns the options of a session that was asked for nothing special. */
    public static SessionOptions in(Path directory) {
        return new SessionOptions(
                directory,
                List.of(),
                List.of(),
                SETTLE,
                Optional.empty(),
                false,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                false,
                true,
                false,
                Optional.empty(),
                ConformChoice.ALL);
    }
}

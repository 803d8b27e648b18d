package org.jurigged.cli.command;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jurigged.controller.session.SessionOptions;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** The options of every command that keeps a program live. */
final class WatchOptions {
    @Option(
            names = {"-v", "--verbose"},
            description = "Tell everything that goes live, one line an event.")
    boolean verbose;

    @Option(
            names = {"-w", "--watch"},
            paramLabel = "PATH",
            description = "Watch this file, directory or glob as well. Repeatable.")
    List<String> watch = new ArrayList<>();

    @Option(
            names = "--exclude",
            paramLabel = "GLOB",
            description = "Leave out files and directories that match. Repeatable. Left out anyway: version control,"
                    + " build outputs, hidden folders, node_modules.")
    List<String> excludes = new ArrayList<>();

    @Option(
            names = {"-d", "--debounce"},
            paramLabel = "SECONDS",
            description = "Collect a burst of changes for at most this long (default: 0.05).",
            converter = Seconds.class)
    Duration settle = SessionOptions.SETTLE;

    @Option(
            names = "--poll",
            paramLabel = "SECONDS",
            arity = "0..1",
            fallbackValue = "0.5",
            description = "Look for changes this often (default: 0.5) instead of being told by the file system.",
            converter = Seconds.class)
    Duration poll;

    @Option(names = "--on-demand", description = "Collect saves and apply them together on Enter, or on SIGUSR1.")
    boolean onDemand;

    @Option(
            names = "--gate",
            paramLabel = "COMMAND",
            description = "Apply only if this shell command exits 0. JURIGGED_FILES has the saved files.")
    String gate;

    @Option(
            names = "--before",
            paramLabel = "COMMAND",
            description = "Run this shell command before saves are applied.")
    String before;

    @Option(names = "--after", paramLabel = "COMMAND", description = "Run this shell command after saves were applied.")
    String after;

    @Option(names = "--sync", description = "Apply sources that differ from the running classes at once.")
    boolean sync;

    @Option(names = "--no-run", negatable = false, description = "Don't run changed static initialisers again.")
    boolean noRun;

    @Option(
            names = "--json",
            paramLabel = "FILE",
            description = "Write every event to this file, one JSON object a line.")
    Path json;

    @Option(names = "--encoding", paramLabel = "NAME", description = "Charset of the sources (default: the project's).")
    String encoding;

    @Mixin
    ConformOptions conform;

    SessionOptions session(Path directory) {
        return new SessionOptions(
                directory,
                watch,
                excludes,
                settle,
                Optional.ofNullable(poll),
                onDemand,
                Optional.ofNullable(gate),
                Optional.ofNullable(before),
                Optional.ofNullable(after),
                sync,
                !noRun,
                verbose || json != null,
                Optional.ofNullable(encoding).map(WatchOptions::charset),
                conform.choice());
    }

    private static java.nio.charset.Charset charset(String name) {
        try {
            return java.nio.charset.Charset.forName(name);
        } catch (IllegalArgumentException e) {
            throw new TypeConversionException("there is no charset '" + name + "'");
        }
    }

    /** Reads a number of seconds, with a fraction or not. */
    static final class Seconds implements picocli.CommandLine.ITypeConverter<Duration> {
        @Override
        public Duration convert(String value) {
            try {
                double seconds = Double.parseDouble(value);
                if (seconds >= 0 && seconds <= 3600) {
                    return Duration.ofNanos(Math.round(seconds * 1e9));
                }
            } catch (NumberFormatException e) {
                // Said below, in the words of the user's side.
            }
            throw new TypeConversionException("'" + value + "' is no number of seconds between 0 and 3600");
        }
    }
}

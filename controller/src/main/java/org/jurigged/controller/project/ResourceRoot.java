package org.jurigged.controller.project;

import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * A directory whose files the build copies to where the program reads them: {@code src/main/resources}.
 *
 * @param directory absolute and normalized; need not exist
 * @param output the directory that its files go to, whether it exists yet or not
 * @param includes the files that are copied, as patterns of paths below the directory; none for all
 * @param excludes the files that are not
 * @param filling what the build replaces in these files
 * @param onlyCopied whether just those files count that are in the output already: of a directory that no build calls one of
 *     resources
 */
public record ResourceRoot(
        Path directory,
        Path output,
        List<PathMatcher> includes,
        List<PathMatcher> excludes,
        Filling filling,
        boolean onlyCopied) {
    public ResourceRoot {
        Objects.requireNonNull(directory, "directory");
        Objects.requireNonNull(output, "output");
        Objects.requireNonNull(filling, "filling");
        includes = List.copyOf(includes);
        excludes = List.copyOf(excludes);
    }

    /** Makes a root whose files are all copied as they are. */
    static ResourceRoot of(Path directory, Path output) {
        return new ResourceRoot(directory, output, List.of(), List.of(), Filling.NONE, false);
    }

    ResourceRoot withFilling(Filling other) {
        return new ResourceRoot(directory, output, includes, excludes, other, onlyCopied);
    }

    ResourceRoot onlyWhatIsCopied() {
        return new ResourceRoot(directory, output, includes, excludes, filling, true);
    }

    /** Whether the build copies a file, which need not exist: one below the directory that the patterns admit. */
    public boolean has(Path file) {
        if (!file.startsWith(directory) || file.equals(directory)) {
            return false;
        }
        Path inside = directory.relativize(file);
        return (includes.isEmpty() || matches(includes, inside)) && !matches(excludes, inside);
    }

    /** Returns where a file of this root is copied to. */
    public Path copyOf(Path file) {
        return output.resolve(directory.relativize(file));
    }

    private static boolean matches(List<PathMatcher> patterns, Path inside) {
        return patterns.stream().anyMatch(pattern -> pattern.matches(inside));
    }

    /** Reads a pattern as Ant has it: {@code **}{@code /} is any number of directories, none too. */
    static Stream<PathMatcher> patterns(String ant) {
        String glob = ant.endsWith("/") ? ant + "**" : ant;
        Stream<String> globs =
                glob.startsWith("**/") ? Stream.of(glob, glob.substring("**/".length())) : Stream.of(glob);
        return globs.map(text -> FileSystems.getDefault().getPathMatcher("glob:" + text));
    }
}

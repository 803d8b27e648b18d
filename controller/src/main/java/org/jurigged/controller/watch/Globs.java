package org.jurigged.controller.watch;

import java.io.File;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.PatternSyntaxException;

/**
 * Which files and directories are left out: the patterns of {@code --exclude}, after defaults that nobody wants watched.
 *
 * <p>A pattern without a slash ({@code build}, {@code *.tmp}) matches the name of any file or directory. One with a
 * slash ({@code gen/proto}, {@code **}{@code /gen/**}) matches from any directory on; an absolute one matches as it
 * stands. Below a directory that matches, everything is out. The syntax within is that of
 * {@link FileSystem#getPathMatcher} for {@code glob}.
 *
 * <p>The defaults leave out hidden files and folders (so version control and IDE folders), {@code node_modules}, editors'
 * left-overs ({@code A.java~}, {@code #A.java#}), logs (beside sources they are no resource that somebody saves, and each line of
 * jurigged's own would make another), and build outputs, which {@link BuildOutputs} tells from packages of the same name.
 *
 * <p>Immutable; safe for use by several threads.
 */
public final class Globs {
    private static final Set<String> NAMES = Set.of("node_modules", "CVS");
    private static final String LOG = ".log";

    private final List<PathMatcher> names = new ArrayList<>();
    private final List<PathMatcher> paths = new ArrayList<>();

    private Globs() {}

    /** Returns the defaults alone. */
    public static Globs defaults() {
        return new Globs();
    }

    /**
     * Returns the defaults and these patterns.
     *
     * @throws IllegalArgumentException if a pattern is empty or no glob; the message is for the user
     */
    public static Globs of(List<String> patterns) {
        Globs globs = new Globs();
        patterns.forEach(globs::add);
        return globs;
    }

    /**
     * Tells whether a file or directory is left out.
     *
     * <p>Of a relative path every directory in it counts. Of an absolute one the patterns see every directory, the
     * defaults only the last name: a project may well live below a hidden folder. Where the directory that is watched
     * is known, {@link #excludes(Path, Path)} knows more.
     */
    public boolean excludes(Path path) {
        if (path.isAbsolute()) {
            return excludedByName(path) || BuildOutputs.isOutput(path) || anyPrefix(path, this::excludedByPattern);
        }
        return anyPrefix(path, prefix -> excludedByName(prefix) || excludedByPattern(prefix));
    }

    /**
     * Tells whether a file or directory below {@code base} is left out, by itself or by a directory between.
     *
     * <p>What is above {@code base}, and {@code base} itself, is never held against it by the defaults.
     */
    public boolean excludes(Path base, Path path) {
        Path at = path;
        while (at != null && at.startsWith(base) && !at.equals(base)) {
            if (excludesEntry(base, at)) {
                return true;
            }
            at = at.getParent();
        }
        return false;
    }

    /** Tells whether an entry below {@code base} is left out whose parent directory is known not to be. */
    public boolean excludesEntry(Path base, Path entry) {
        return excludedByName(entry)
                || excludedByPattern(entry)
                || (!paths.isEmpty() && excludedByPattern(base.relativize(entry)))
                || BuildOutputs.isOutput(entry);
    }

    private static boolean excludedByName(Path path) {
        Path last = path.getFileName();
        if (last == null) {
            return false;
        }
        String name = last.toString();
        boolean hidden = name.length() > 1 && name.startsWith(".") && !name.equals("..");
        boolean leftOver = name.endsWith("~") || (name.length() > 1 && name.startsWith("#") && name.endsWith("#"));
        return hidden || leftOver || name.endsWith(LOG) || NAMES.contains(name);
    }

    private boolean excludedByPattern(Path path) {
        Path last = path.getFileName();
        return (last != null && names.stream().anyMatch(glob -> glob.matches(last)))
                || paths.stream().anyMatch(glob -> glob.matches(path));
    }

    private static boolean anyPrefix(Path path, Predicate<Path> test) {
        for (Path at = path; at != null; at = at.getParent()) {
            if (test.test(at)) {
                return true;
            }
        }
        return false;
    }

    private void add(String pattern) {
        String glob = trimmed(pattern);
        if (glob.isEmpty()) {
            throw new IllegalArgumentException("--exclude '" + pattern + "' would leave out nothing or everything."
                    + " Give a name such as build, or a pattern such as **/gen/**.");
        }
        try {
            if (glob.indexOf('/') < 0) {
                names.add(matcher(glob));
            } else if (Path.of(withoutWildcards(glob)).isAbsolute()) {
                paths.add(matcher(glob));
            } else {
                paths.add(matcher(glob));
                paths.add(matcher("**/" + glob));
            }
        } catch (PatternSyntaxException e) {
            throw new IllegalArgumentException(
                    "--exclude '" + pattern + "' is no glob: " + e.getDescription() + ". Write for example **/gen/**.",
                    e);
        }
    }

    private static PathMatcher matcher(String glob) {
        return FileSystems.getDefault().getPathMatcher("glob:" + glob);
    }

    /** Reduces a pattern to what it says of the topmost path it matches: what is below is out anyway. */
    private static String trimmed(String pattern) {
        String glob = pattern.strip();
        if (File.separatorChar == '\\') {
            glob = glob.replace('\\', '/');
        }
        while (glob.startsWith("./") || glob.startsWith("**/")) {
            glob = glob.substring(glob.indexOf('/') + 1);
        }
        while (glob.endsWith("/**") || (glob.endsWith("/") && glob.length() > 1)) {
            glob = glob.substring(0, glob.lastIndexOf('/'));
        }
        return glob.equals("**") || glob.equals("/") ? "" : glob;
    }

    private static String withoutWildcards(String glob) {
        return glob.replaceAll("[*?\\[\\]{}]", "x");
    }
}

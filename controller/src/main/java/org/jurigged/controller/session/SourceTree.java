package org.jurigged.controller.session;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.jurigged.controller.project.Project;
import org.jurigged.controller.project.SourceRoot;
import org.jurigged.controller.watch.Globs;
import org.jurigged.controller.watch.WatchOptions;

/** Which sources a session watches: those of the project's roots, and what the user adds. */
final class SourceTree {
    /** More prefixes than these are joined into shorter ones: the debug agent compares each with each class. */
    private static final int MAX_PREFIXES = 16;

    private static final String WILDCARD = ".*[*?\\[{].*";

    private final Project project;
    private final List<Path> own;
    private final List<Path> roots;
    private final List<Path> files;
    private final List<PathMatcher> globs;
    private final Globs excludes;
    private final Origins origins;
    private final ResourceTree resources;
    private Set<String> prefixes;

    private SourceTree(
            Project project,
            Origins origins,
            Set<Path> own,
            Set<Path> roots,
            List<Path> files,
            List<PathMatcher> globs,
            Globs excludes) {
        this.project = project;
        this.resources = new ResourceTree(project);
        this.origins = origins;
        this.own = List.copyOf(own);
        this.roots = List.copyOf(roots);
        this.files = files;
        this.globs = globs;
        this.excludes = excludes;
    }

    static SourceTree of(Project project, SessionOptions options, List<Path> more) {
        Set<Path> own = new LinkedHashSet<>();
        project.roots().stream().map(SourceRoot::directory).forEach(own::add);
        List<Path> named =
                more.stream().map(root -> root.toAbsolutePath().normalize()).toList();
        own.addAll(named);
        Set<Path> globRoots = new LinkedHashSet<>();
        List<Path> files = new ArrayList<>();
        List<PathMatcher> globs = new ArrayList<>();
        for (String watched : options.watch()) {
            if (watched.matches(WILDCARD)) {
                globs.add(FileSystems.getDefault()
                        .getPathMatcher("glob:" + options.directory().resolve(watched)));
                globRoots.add(aboveWildcards(options.directory().resolve(watched)));
            } else {
                Path path = options.directory().resolve(watched).normalize();
                if (Files.isDirectory(path)) {
                    own.add(path);
                } else {
                    files.add(path);
                }
            }
        }
        Set<Path> roots = new LinkedHashSet<>(own);
        roots.addAll(globRoots);
        Set<Path> watched = new LinkedHashSet<>(roots);
        watched.addAll(files);
        Project whole = project.including(watched);
        Globs excludes = Globs.of(options.excludes());
        return new SourceTree(whole, new Origins(whole, named), own, roots, files, globs, excludes);
    }

    private static Path aboveWildcards(Path glob) {
        Path above = glob.getRoot();
        for (Path part : glob) {
            if (part.toString().matches(WILDCARD)) {
                break;
            }
            above = above.resolve(part);
        }
        return above;
    }

    /** Returns the project with what is watched besides it. */
    Project project() {
        return project;
    }

    /** Returns which files are resources. */
    ResourceTree resources() {
        return resources;
    }

    WatchOptions watchOptions(SessionOptions options) {
        Set<Path> all = new LinkedHashSet<>(roots);
        all.addAll(resources.directories());
        Predicate<Path> watched = filter().or(resources::has);
        return new WatchOptions(List.copyOf(all), files, excludes, watched, options.settle(), options.poll());
    }

    /** Lets through the Java sources below the roots; below a root that is only there for a glob, what the glob matches. */
    private Predicate<Path> filter() {
        return file -> file.toString().endsWith(".java")
                && (own.stream().anyMatch(file::startsWith) || globs.stream().anyMatch(glob -> glob.matches(file)));
    }

    /** Returns the source files that are there now. */
    Collection<Path> files() {
        Set<Path> found = new TreeSet<>();
        Predicate<Path> filter = filter();
        for (Path root : roots) {
            if (Files.isDirectory(root)) {
                walk(root, filter, found);
            }
        }
        files.stream().filter(Files::isRegularFile).forEach(found::add);
        return found;
    }

    private void walk(Path root, Predicate<Path> filter, Set<Path> found) {
        try {
            Files.walkFileTree(root, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
                    boolean leftOut = !directory.equals(root) && excludes.excludesEntry(root, directory);
                    return leftOut ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                    if (filter.test(file) && !excludes.excludesEntry(root, file)) {
                        found.add(file);
                    }
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFileFailed(Path file, IOException e) {
                    // What can't be read can't be watched either, and the watcher says so.
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult postVisitDirectory(Path directory, IOException e) {
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException e) {
            // The visitor throws none, and the root itself counts as a file that failed.
            return;
        }
    }

    /** Returns what chooses among several sources of one class. */
    Origins origins() {
        return origins;
    }

    /** Returns the source of a class, if it is watched; of several, the one that the programs run. */
    Optional<Path> sourceOf(String className) {
        if (className.indexOf('/') >= 0) {
            // A hidden class (JVMS 4.4.1 knows no such name): the JVM made it, for a lambda for example.
            return Optional.empty();
        }
        List<Path> watched = project.sourcesOf(className).stream()
                .filter(file -> filter().test(file) || files.contains(file))
                .toList();
        return origins.choose(className, watched);
    }

    /** Returns the directory of the source root that a source lies in. */
    Optional<Path> rootOf(Path source) {
        return project.rootOf(source).map(SourceRoot::directory);
    }

    /** Returns the directory that the build compiles a source to. */
    Optional<Path> outputOf(Path source) {
        return project.rootOf(source).map(root -> {
            var module = project.moduleOf(source);
            return root.test() ? module.testOutputDirectory() : module.outputDirectory();
        });
    }

    /**
     * Returns what the binary names of the project's classes begin with: {@code com.acme.}, or the class's own name in the
     * unnamed package. The sources are asked the first time; later ones are those of {@link #include}. Thread-safe.
     */
    synchronized Set<String> packagePrefixes() {
        if (prefixes == null) {
            prefixes = Collections.unmodifiableSet(joined(prefixesOf(files())));
        }
        return prefixes;
    }

    /** Takes a class into account that may be of a new package. Thread-safe. */
    synchronized void include(String className) {
        if (prefixes != null && prefixes.stream().noneMatch(className::startsWith)) {
            Set<String> more = new TreeSet<>(prefixes);
            more.add(prefixOf(className));
            prefixes = Collections.unmodifiableSet(joined(more));
        }
    }

    private Set<String> prefixesOf(Collection<Path> sources) {
        Set<String> found = new TreeSet<>();
        // The files of a directory within a root are of one package: thousands of files need not all be asked.
        Set<Path> known = new HashSet<>();
        for (Path file : sources) {
            Path directory = file.getParent();
            if (!known.contains(directory)) {
                classNameOf(file).map(SourceTree::prefixOf).ifPresent(found::add);
                boolean isRoot = project.roots().stream()
                        .anyMatch(root -> root.directory().equals(directory));
                if (!isRoot) {
                    known.add(directory);
                }
            }
        }
        return found;
    }

    private static String prefixOf(String className) {
        int dot = className.lastIndexOf('.');
        return dot < 0 ? className : className.substring(0, dot + 1);
    }

    /** Returns the binary name of the type that a source file is named after. */
    Optional<String> classNameOf(Path file) {
        return resources.has(file) ? Optional.empty() : project.classNameOf(file);
    }

    static Set<String> joined(Set<String> prefixes) {
        Set<String> joined = withoutLonger(prefixes);
        for (int depth = 4; depth > 0 && joined.size() > MAX_PREFIXES; depth--) {
            Set<String> shorter = new TreeSet<>();
            for (String prefix : joined) {
                shorter.add(shorten(prefix, depth));
            }
            joined = withoutLonger(shorter);
        }
        return joined;
    }

    private static Set<String> withoutLonger(Set<String> prefixes) {
        Set<String> kept = new TreeSet<>();
        for (String prefix : prefixes) {
            if (kept.stream().noneMatch(prefix::startsWith)) {
                kept.add(prefix);
            }
        }
        return kept;
    }

    private static String shorten(String prefix, int depth) {
        int at = -1;
        for (int i = 0; i < depth; i++) {
            int next = prefix.indexOf('.', at + 1);
            if (next < 0) {
                return prefix;
            }
            at = next;
        }
        return prefix.substring(0, at + 1);
    }
}

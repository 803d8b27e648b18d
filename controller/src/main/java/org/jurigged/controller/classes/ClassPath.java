package org.jurigged.controller.classes;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Finds the bytes of classes on a class path, as the JVM that has this class path would.
 *
 * <p>Entries are directories and jars; a jar's manifest {@code Class-Path}, {@code lib/*}, and the classes and nested jars
 * of Spring Boot jars and WARs are looked into. Of a multi-release jar the base classes are found. An entry that is gone or
 * unreadable gives no classes and is listed by {@link #problems}. Jars stay open until {@link #close}, and are opened
 * again when they were replaced. Thread-safe.
 */
public final class ClassPath implements AutoCloseable {
    private record Place(Path entry, ClassSource source) {}

    private final List<Place> places;
    private final List<ClassPathProblem> problems;

    private ClassPath(List<Place> places, List<ClassPathProblem> problems) {
        this.places = List.copyOf(places);
        this.problems = new ArrayList<>(problems);
    }

    /** Opens the class path with these entries; nested jars are extracted into the user's cache when they are needed. */
    public static ClassPath of(List<Path> entries) {
        return of(entries, CacheDirectory.get());
    }

    static ClassPath of(List<Path> entries, Path cache) {
        ClassPathExpansion expansion = ClassPathExpansion.of(entries);
        NestedJars nestedJars = new NestedJars(cache);
        List<Place> places = expansion.elements().stream()
                .map(element -> new Place(element.entry(), source(element, nestedJars)))
                .toList();
        return new ClassPath(places, expansion.problems());
    }

    /**
     * Splits a class path as it stands on a command line, by the platform's separator.
     *
     * <p>Use it rather than splitting by hand: it opens up {@code lib/*}, which is no valid path on Windows, and takes an
     * empty element for the current directory.
     */
    public static List<Path> split(String classPath) {
        return ClassPathExpansion.split(classPath, File.pathSeparator);
    }

    /**
     * Makes a class path for javac: what {@link #find} looks into, with all that is nested extracted into the cache.
     *
     * <p>Extracting happens once for each content; a second call costs one look at each archive's directory.
     */
    public static FlatClassPath flatten(List<Path> entries) {
        return flatten(entries, CacheDirectory.get());
    }

    static FlatClassPath flatten(List<Path> entries, Path cache) {
        ClassPathExpansion expansion = ClassPathExpansion.of(entries);
        NestedJars nestedJars = new NestedJars(cache);
        Set<Path> flat = new LinkedHashSet<>();
        List<ClassPathProblem> problems = new ArrayList<>(expansion.problems());
        for (ClassPathElement element : expansion.elements()) {
            try {
                flat.add(flat(element, nestedJars));
            } catch (IOException e) {
                problems.add(new ClassPathProblem(element.entry(), Reason.of(e)));
            }
        }
        return new FlatClassPath(List.copyOf(flat), problems);
    }

    /** Finds the first occurrence of a class, which is the one a JVM loads. */
    public Optional<ClassBytes> find(String binaryName) {
        for (Place place : places) {
            Optional<ClassBytes> found = read(place, binaryName);
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }

    /** Returns the file that {@link #find} reads a class from, the class file or an archive, without reading it. */
    public Optional<Path> locate(String binaryName) {
        for (Place place : places) {
            try {
                Optional<Path> found = place.source().locate(binaryName);
                if (found.isPresent()) {
                    return found;
                }
            } catch (IOException e) {
                problem(place, e);
            }
        }
        return Optional.empty();
    }

    /** Finds every occurrence of a class, in search order. */
    public List<ClassBytes> findAll(String binaryName) {
        return places.stream()
                .flatMap(place -> read(place, binaryName).stream())
                .toList();
    }

    /** Returns the entries that give no classes, as known by now: one may become unreadable while this is open. */
    public List<ClassPathProblem> problems() {
        synchronized (problems) {
            return List.copyOf(problems);
        }
    }

    /** Closes the jars; idempotent, never throws. A later read opens them again. */
    @Override
    public void close() {
        for (Place place : places) {
            try {
                place.source().close();
            } catch (IOException e) {
                problem(place, e);
            }
        }
    }

    private Optional<ClassBytes> read(Place place, String binaryName) {
        try {
            return place.source().read(binaryName);
        } catch (IOException e) {
            problem(place, e);
            return Optional.empty();
        }
    }

    private void problem(Place place, IOException failure) {
        ClassPathProblem problem = new ClassPathProblem(place.entry(), Reason.of(failure));
        synchronized (problems) {
            if (!problems.contains(problem)) {
                problems.add(problem);
            }
        }
    }

    private static ClassSource source(ClassPathElement element, NestedJars nestedJars) {
        if (element instanceof ClassPathElement.Directory directory) {
            return new DirectorySource(directory.entry(), directory.directory());
        }
        if (element instanceof ClassPathElement.Jar jar) {
            return new JarSource(jar.entry(), jar.jar(), jar.prefix());
        }
        return new NestedJarSource((ClassPathElement.NestedJar) element, nestedJars);
    }

    private static Path flat(ClassPathElement element, NestedJars nestedJars) throws IOException {
        if (element instanceof ClassPathElement.Directory directory) {
            return directory.directory();
        }
        if (element instanceof ClassPathElement.Jar jar) {
            return jar.prefix().isEmpty() ? jar.jar() : nestedJars.extractFolder(jar.jar(), jar.prefix());
        }
        ClassPathElement.NestedJar nested = (ClassPathElement.NestedJar) element;
        return nestedJars.extractJar(nested.jar(), nested.name());
    }
}

package org.jurigged.controller.classes;

import java.io.File;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;

/** Opens up a list of class path entries into the places where classes lie, in the order a JVM would search them. */
final class ClassPathExpansion {
    private final List<ClassPathElement> elements = new ArrayList<>();
    private final List<ClassPathProblem> problems = new ArrayList<>();
    private final Set<Path> seen = new LinkedHashSet<>();

    private ClassPathExpansion() {}

    static ClassPathExpansion of(List<Path> entries) {
        ClassPathExpansion expansion = new ClassPathExpansion();
        for (Path entry : entries) {
            expansion.addListed(entry);
        }
        return expansion;
    }

    /**
     * Splits a class path as the {@code java} launcher takes it; {@code lib/*} becomes the jars of {@code lib}, by name.
     *
     * <p>An empty element is the current directory.
     */
    static List<Path> split(String classPath, String separator) {
        List<Path> entries = new ArrayList<>();
        for (String element : classPath.split(Pattern.quote(separator), -1)) {
            // As a string: on Windows no path can hold a star.
            if (element.equals("*") || element.endsWith("/*") || element.endsWith(File.separator + "*")) {
                entries.addAll(jarsOf(Path.of(element.substring(0, element.length() - 1))));
            } else {
                entries.add(Path.of(element));
            }
        }
        return entries;
    }

    List<ClassPathElement> elements() {
        return List.copyOf(elements);
    }

    List<ClassPathProblem> problems() {
        return List.copyOf(problems);
    }

    private void addListed(Path entry) {
        Path name = entry.getFileName();
        if (name != null && name.toString().equals("*")) {
            Path parent = entry.getParent();
            jarsOf(parent == null ? Path.of("") : parent).forEach(jar -> add(jar, jar));
        } else if (Files.exists(entry)) {
            add(entry, entry);
        } else {
            problems.add(new ClassPathProblem(entry, "it does not exist"));
        }
    }

    private void add(Path entry, Path place) {
        if (!seen.add(place.toAbsolutePath().normalize())) {
            return;
        }
        if (Files.isDirectory(place)) {
            if (Files.isReadable(place)) {
                elements.add(new ClassPathElement.Directory(entry, place));
            } else {
                problems.add(new ClassPathProblem(entry, "permission denied for " + place));
            }
            return;
        }
        try {
            addArchive(entry, place, ArchiveLayout.read(place));
        } catch (IOException e) {
            problems.add(new ClassPathProblem(entry, Reason.of(e)));
        }
    }

    private void addArchive(Path entry, Path archive, ArchiveLayout layout) {
        layout.classFolders().forEach(folder -> elements.add(new ClassPathElement.Jar(entry, archive, folder)));
        elements.add(new ClassPathElement.Jar(entry, archive, ""));
        layout.nestedJars().forEach(name -> elements.add(new ClassPathElement.NestedJar(entry, archive, name)));
        for (Path more : layout.manifestClassPath()) {
            // Manifests name files that were never there as a matter of course; a JVM is silent about it, and so are
            // we.
            if (Files.exists(more)) {
                add(entry, more);
            }
        }
    }

    /** Lists the jars of a directory by name; a JVM's own order is unspecified. None where it can't be read. */
    private static List<Path> jarsOf(Path directory) {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(directory)) {
            return StreamSupport.stream(files.spliterator(), false)
                    .filter(file -> file.getFileName()
                            .toString()
                            .toLowerCase(Locale.ROOT)
                            .endsWith(".jar"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            return List.of();
        }
    }
}

package org.jurigged.controller.project;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Finds the source file of a class: by its name, else by a light scan of its package for a type beside the file's main one.
 *
 * <p>What a scan finds is kept until the file changes. A class of another project costs one look at a directory for each
 * root. Thread-safe.
 */
final class SourceIndex {
    private record Scan(FileTime time, long size, String packageName, Set<String> types) {}

    private final List<SourceRoot> roots;
    private final Map<Path, Scan> scans = new ConcurrentHashMap<>();

    SourceIndex(List<SourceRoot> roots) {
        this.roots = List.copyOf(roots);
    }

    /** Finds the source of a class by its binary name (JLS 13.1). */
    Optional<Path> find(String binaryName) {
        return findAll(binaryName).stream().findFirst();
    }

    /** Finds the sources of a class, of each root the first; where none is named after it, the first that declares it. */
    List<Path> findAll(String binaryName) {
        int dot = binaryName.lastIndexOf('.');
        String packageName = dot < 0 ? "" : binaryName.substring(0, dot);
        Set<String> types = topLevelCandidates(binaryName.substring(dot + 1));
        List<Path> named = new ArrayList<>();
        Set<Path> directories = new LinkedHashSet<>();
        for (SourceRoot root : roots) {
            Path directory = root.directory().resolve(packageName.replace('.', '/'));
            if (Files.isDirectory(directory)) {
                types.stream()
                        .map(type -> directory.resolve(type + ".java"))
                        .filter(Files::isRegularFile)
                        .findFirst()
                        .ifPresent(named::add);
                directories.add(directory);
            }
        }
        if (!named.isEmpty()) {
            return named;
        }
        // A file whose package does not fit its path lies in a root itself.
        roots.forEach(root -> directories.add(root.directory()));
        return directories.stream()
                .flatMap(directory -> scan(directory, packageName, types).stream())
                .limit(1)
                .toList();
    }

    /** Returns {@code A$B$C}, {@code A$B}, {@code A}: a dollar may be part of a name, or lead to a nested class. */
    private static Set<String> topLevelCandidates(String simpleName) {
        Set<String> candidates = new LinkedHashSet<>(List.of(simpleName));
        for (int i = simpleName.lastIndexOf('$'); i > 0; i = simpleName.lastIndexOf('$', i - 1)) {
            candidates.add(simpleName.substring(0, i));
        }
        return candidates;
    }

    private Optional<Path> scan(Path directory, String packageName, Set<String> types) {
        try (DirectoryStream<Path> sources = Files.newDirectoryStream(directory, "*.java")) {
            for (Path source : sources) {
                Scan scan = scan(source);
                if (scan.packageName().equals(packageName) && types.stream().anyMatch(scan.types()::contains)) {
                    return Optional.of(source);
                }
            }
        } catch (IOException e) {
            return Optional.empty(); // gone meanwhile, or unreadable: the class has no source we could follow
        }
        return Optional.empty();
    }

    private Scan scan(Path source) throws IOException {
        BasicFileAttributes now = Files.readAttributes(source, BasicFileAttributes.class);
        Scan known = scans.get(source);
        if (known != null && known.time().equals(now.lastModifiedTime()) && known.size() == now.size()) {
            return known;
        }
        String text = SourceText.read(source);
        Scan scan = new Scan(
                now.lastModifiedTime(), now.size(), PackageDeclaration.in(text).orElse(""), TopLevelTypes.in(text));
        scans.put(source, scan);
        return scan;
    }
}

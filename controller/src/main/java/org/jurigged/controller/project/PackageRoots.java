package org.jurigged.controller.project;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Finds source roots by what the sources themselves declare: {@code x/com/acme/Foo.java} in {@code package com.acme} has
 * the root {@code x}.
 *
 * <p>One source of each directory is read, none below a root that is known, and none below a directory whose package fits
 * its path: what lies deeper is taken for its subpackages.
 */
final class PackageRoots {
    private final Set<Path> known;
    private final Set<Path> roots = new TreeSet<>();
    private final Set<Path> fitting = new HashSet<>();

    private PackageRoots(Set<Path> known) {
        this.known = known;
    }

    /** Returns the roots of those directories that lie below none of the {@code known} ones. */
    static Set<Path> find(Map<Path, List<Path>> javaDirectories, Set<Path> known) {
        PackageRoots found = new PackageRoots(known);
        javaDirectories.forEach(found::add);
        return found.roots;
    }

    private void add(Path directory, List<Path> samples) {
        for (Path p = directory; p != null; p = p.getParent()) {
            if (known.contains(p) || fitting.contains(p)) {
                return;
            }
        }
        Optional<Path> root = Optional.empty();
        for (int i = 0; i < samples.size() && root.isEmpty(); i++) {
            root = rootOf(directory, samples.get(i));
        }
        // A package that does not fit its path is legal for javac, and the file is still the program's.
        roots.add(root.orElse(directory));
        if (root.isPresent() && !root.get().equals(directory)) {
            fitting.add(directory);
        }
    }

    private static Optional<Path> rootOf(Path directory, Path source) {
        if (source.endsWith(ProjectTree.MODULE_INFO)) {
            return Optional.of(directory);
        }
        try {
            return PackageDeclaration.of(source).flatMap(name -> strip(directory, name));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** Takes the package's path off the end of the directory's; empty if it is not there. */
    static Optional<Path> strip(Path directory, String packageName) {
        if (packageName.isEmpty()) {
            return Optional.of(directory);
        }
        Path packagePath = Path.of(packageName.replace('.', '/'));
        if (!directory.endsWith(packagePath)) {
            return Optional.empty();
        }
        Path root = directory;
        for (int i = 0; i < packagePath.getNameCount(); i++) {
            root = root.getParent();
        }
        return Optional.ofNullable(root);
    }
}

package org.jurigged.controller.project;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * What one walk over a directory tree finds: the directories with Java sources, a few sources of each, and build files.
 *
 * <p>A symbolic link that leads out of the tree is followed, and what is below it goes by its real path. A directory that
 * can't be read is passed over and noted. No file is read.
 */
final class ProjectTree {
    static final String MODULE_INFO = "module-info.java";

    private static final int SAMPLES = 3;
    private static final int LIMIT = 500_000;
    private static final Set<String> BUILD_FILES = Set.of(
            "pom.xml", "build.gradle", "build.gradle.kts", "settings.gradle", "settings.gradle.kts", ".classpath");

    private final Map<Path, List<Path>> javaDirectories = new TreeMap<>();
    private final Map<String, Set<Path>> buildFiles = new TreeMap<>();
    private final Set<Path> ideaModules = new TreeSet<>();
    private final List<String> notes = new ArrayList<>();
    private final Deque<Path> links = new ArrayDeque<>();
    private final Set<Path> walked = new TreeSet<>();
    private final int limit;
    private int visited;

    private ProjectTree(int limit) {
        this.limit = limit;
    }

    static ProjectTree scan(Path directory) {
        return scan(directory, LIMIT);
    }

    static ProjectTree scan(Path directory, int limit) {
        ProjectTree tree = new ProjectTree(limit);
        tree.walk(directory);
        while (!tree.links.isEmpty()) {
            tree.follow(tree.links.pop());
        }
        return tree;
    }

    /** Maps each directory that holds sources to a few of them, parents before children. */
    Map<Path, List<Path>> javaDirectories() {
        return javaDirectories;
    }

    /** Returns the directories that hold a build file of one of these names. */
    Set<Path> directoriesWith(String... names) {
        Set<Path> directories = new TreeSet<>();
        Stream.of(names).forEach(name -> directories.addAll(buildFiles.getOrDefault(name, Set.of())));
        return directories;
    }

    /** Returns IntelliJ's module files. */
    Set<Path> ideaModules() {
        return ideaModules;
    }

    /** Returns what was left out, as sentences. */
    List<String> notes() {
        return List.copyOf(notes);
    }

    private void walk(Path directory) {
        walked.add(directory);
        try {
            Files.walkFileTree(directory, new Visitor(directory));
        } catch (IOException e) {
            notes.add("Directory " + directory + " is left out: it can't be read.");
        }
    }

    private void follow(Path link) {
        try {
            Path real = link.toRealPath();
            boolean known = walked.stream().anyMatch(root -> real.startsWith(root) || root.startsWith(real));
            if (!known && Files.isDirectory(real) && !Excluded.is(real)) {
                walk(real);
            }
        } catch (IOException e) {
            return; // a link to nowhere holds no sources
        }
    }

    private void add(Path file) {
        String name = file.getFileName().toString();
        if (name.endsWith(".java")) {
            addSource(file, name);
        } else if (BUILD_FILES.contains(name)) {
            buildFiles.computeIfAbsent(name, n -> new TreeSet<>()).add(file.getParent());
        } else if (name.endsWith(".iml")) {
            ideaModules.add(file);
        }
    }

    private void addSource(Path file, String name) {
        List<Path> samples = javaDirectories.computeIfAbsent(file.getParent(), d -> new ArrayList<>(SAMPLES));
        if (!samples.isEmpty() && samples.get(0).endsWith(MODULE_INFO)) {
            samples.clear(); // it declares no package: any other file says more
        }
        if (samples.size() < SAMPLES && (samples.isEmpty() || !name.equals(MODULE_INFO))) {
            samples.add(file);
        }
    }

    private final class Visitor extends SimpleFileVisitor<Path> {
        private final Path root;

        Visitor(Path root) {
            this.root = root;
        }

        @Override
        public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
            if (directory.equals(root)) {
                return FileVisitResult.CONTINUE;
            }
            if (directory.endsWith(".idea")) {
                addIdeaModules(directory);
            }
            return Excluded.is(directory) ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            if (++visited > limit) {
                notes.add("Directory " + root + " holds more than " + limit
                        + " files; the rest is left out. Start in the project's own directory.");
                return FileVisitResult.TERMINATE;
            }
            if (attributes.isSymbolicLink() && Files.isDirectory(file)) {
                links.add(file);
            } else if (!attributes.isDirectory()) {
                add(file);
            }
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFileFailed(Path file, IOException failure) {
            notes.add(file + " is left out: it can't be read.");
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult postVisitDirectory(Path directory, IOException failure) {
            return FileVisitResult.CONTINUE;
        }

        private void addIdeaModules(Path directory) {
            try (Stream<Path> files = Files.list(directory)) {
                files.filter(file -> file.toString().endsWith(".iml")).forEach(ideaModules::add);
            } catch (IOException e) {
                notes.add("Directory " + directory + " is left out: it can't be read.");
            }
        }
    }
}

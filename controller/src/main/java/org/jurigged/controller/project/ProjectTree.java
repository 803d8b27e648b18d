package org.jurigged.controller.project;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
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
        Deque<Path> pending = new ArrayDeque<>(List.of(directory));
        while (!pending.isEmpty()) {
            if (visited > limit) {
                notes.add("Directory " + directory + " holds more than " + limit
                        + " files; the rest is left out. Start in the project's own directory.");
                return;
            }
            list(pending.remove(), pending);
        }
    }

    /** Looks at what a directory holds, and leaves the directories among it to be looked at later. */
    private void list(Path directory, Deque<Path> pending) {
        List<Path> sources = new ArrayList<>(SAMPLES);
        try (DirectoryStream<Path> children = Files.newDirectoryStream(directory)) {
            for (Path child : children) {
                visited++;
                // By the name alone: to ask the file system about every source would cost most of the walk's time.
                if (child.toString().endsWith(".java")) {
                    addSource(sources, child);
                } else if (!addBuildFile(child)) {
                    addDirectory(child, pending);
                }
            }
        } catch (IOException | DirectoryIteratorException e) {
            notes.add("Directory " + directory + " is left out: it can't be read.");
        }
        if (!sources.isEmpty()) {
            javaDirectories.put(directory, sources);
        }
    }

    private static void addSource(List<Path> samples, Path source) {
        boolean moduleInfo = source.endsWith(MODULE_INFO);
        if (!moduleInfo && !samples.isEmpty() && samples.get(0).endsWith(MODULE_INFO)) {
            samples.clear(); // it declares no package: any other file says more
        }
        if (samples.size() < SAMPLES && (samples.isEmpty() || !moduleInfo)) {
            samples.add(source);
        }
    }

    private boolean addBuildFile(Path file) {
        String name = file.getFileName().toString();
        if (BUILD_FILES.contains(name)) {
            buildFiles.computeIfAbsent(name, n -> new TreeSet<>()).add(file.getParent());
            return true;
        }
        return name.endsWith(".iml") && ideaModules.add(file);
    }

    private void addDirectory(Path child, Deque<Path> pending) throws IOException {
        BasicFileAttributes attributes;
        try {
            attributes = Files.readAttributes(child, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        } catch (IOException e) {
            return; // gone since it was listed, as an editor's temporary file is
        }
        if (attributes.isSymbolicLink()) {
            links.add(child);
        } else if (attributes.isDirectory() && child.endsWith(".idea")) {
            addIdeaModules(child);
        } else if (attributes.isDirectory() && !Excluded.is(child)) {
            pending.add(child);
        }
    }

    private void addIdeaModules(Path directory) throws IOException {
        try (DirectoryStream<Path> modules = Files.newDirectoryStream(directory, "*.iml")) {
            modules.forEach(ideaModules::add);
        }
    }

    private void follow(Path link) {
        try {
            Path real = link.toRealPath();
            boolean known = walked.stream().anyMatch(root -> real.startsWith(root) || root.startsWith(real));
            if (!known && Files.isDirectory(real) && !Excluded.is(link)) {
                walk(real);
            }
        } catch (IOException e) {
            return; // a link to nowhere holds no sources
        }
    }
}

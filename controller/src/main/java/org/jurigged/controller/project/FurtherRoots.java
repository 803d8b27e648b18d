package org.jurigged.controller.project;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Adds to a project what a person watches besides it: directories that need be no source roots, but may lie above some or
 * within one, and single files. What their sources declare says where the roots are.
 */
final class FurtherRoots {
    private final Project project;
    private final Set<Path> known;
    private final Map<Path, List<SourceRoot>> added = new LinkedHashMap<>();

    private FurtherRoots(Project project) {
        this.project = project;
        this.known = project.roots().stream().map(SourceRoot::directory).collect(Collectors.toCollection(TreeSet::new));
    }

    /** Returns the project with the roots of these directories and files added to the modules that they lie in. */
    static Project add(Project project, Collection<Path> watched) {
        FurtherRoots further = new FurtherRoots(project);
        for (Path path : watched) {
            if (Files.isRegularFile(path)) {
                further.addFile(path);
            } else {
                further.addDirectory(path);
            }
        }
        return further.result();
    }

    private void addFile(Path file) {
        Path directory = file.getParent();
        if (known.stream().noneMatch(directory::startsWith)) {
            add(PackageRoots.find(Map.of(directory, List.of(file)), known));
        }
    }

    private void addDirectory(Path directory) {
        if (known.stream().noneMatch(directory::startsWith)) {
            Map<Path, List<Path>> sources = ProjectTree.scan(directory).javaDirectories();
            // Without a source in it yet, a directory is taken for a root.
            add(sources.isEmpty() ? Set.of(directory) : PackageRoots.find(sources, known));
        }
    }

    private void add(Set<Path> roots) {
        for (Path root : roots) {
            if (known.add(root)) {
                added.computeIfAbsent(project.moduleOf(root).directory(), module -> new ArrayList<>())
                        .add(new SourceRoot(root, false));
            }
        }
    }

    private Project result() {
        if (added.isEmpty()) {
            return project;
        }
        List<ProjectModule> modules = new ArrayList<>();
        for (ProjectModule module : project.modules()) {
            List<SourceRoot> roots = new ArrayList<>(module.roots());
            roots.addAll(added.getOrDefault(module.directory(), List.of()));
            modules.add(module.withRoots(roots));
        }
        return new Project(project.directory(), project.kind(), modules, project.notes());
    }

    /**
     * Returns the binary name of the type that a file in a root is named after: by its path, or by its package where that
     * doesn't fit the path, which puts a file right into a root.
     */
    static String className(Path root, Path file) {
        String relative =
                root.relativize(file).toString().replace(root.getFileSystem().getSeparator(), ".");
        String name = relative.endsWith(".java") ? relative.substring(0, relative.length() - 5) : relative;
        return root.equals(file.getParent()) ? declaredPrefix(file) + name : name;
    }

    private static String declaredPrefix(Path file) {
        try {
            String declared = PackageDeclaration.of(file).orElse("");
            return declared.isEmpty() ? "" : declared + ".";
        } catch (IOException e) {
            // It is gone: the unnamed package is as good a guess as any.
            return "";
        }
    }
}

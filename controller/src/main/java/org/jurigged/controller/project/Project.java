package org.jurigged.controller.project;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The sources of a program: where they are, which module each belongs to, and how that is compiled.
 *
 * <p>It is a picture of the time it was discovered: a module or a root that comes into being later is in the next one.
 * Thread-safe.
 */
public final class Project {
    /** Which tool builds it. */
    public enum Kind {
        MAVEN,
        GRADLE,
        /** None, or an IDE by itself. */
        PLAIN
    }

    private final Path directory;
    private final Kind kind;
    private final List<ProjectModule> modules;
    private final List<SourceRoot> roots;
    private final List<String> notes;
    private final SourceIndex index;

    Project(Path directory, Kind kind, List<ProjectModule> modules, List<String> notes) {
        this.directory = directory;
        this.kind = kind;
        this.modules = List.copyOf(modules);
        this.roots = this.modules.stream()
                .flatMap(module -> module.roots().stream())
                .distinct()
                .toList();
        this.notes = List.copyOf(notes);
        this.index = new SourceIndex(roots);
    }

    /**
     * Discovers the project of a directory.
     *
     * <p>That is the directory itself, or the module above it if it lies within that module's {@code src}. Where the
     * directory has no build file and exactly one build lies below it, the project is that build. It never fails: what
     * can't be read is left out and listed in {@link #notes}.
     */
    public static Project discover(Path directory) {
        return ProjectDiscovery.discover(directory, MavenRepository.ofUser());
    }

    /** Returns the directory the build is started in, absolute, symbolic links resolved. */
    public Path directory() {
        return directory;
    }

    public Kind kind() {
        return kind;
    }

    /** Returns the modules, never none; that of {@link #directory} is the first. */
    public List<ProjectModule> modules() {
        return modules;
    }

    /** Returns the source roots of all modules. */
    public List<SourceRoot> roots() {
        return roots;
    }

    /** Returns what was left out and why, each as one sentence. */
    public List<String> notes() {
        return notes;
    }

    /**
     * Finds the source file of a class, of a nested one that of its top-level class.
     *
     * <p>Looks at the disk, so that a file that is new is found. Of several the first root's counts.
     */
    public Optional<Path> sourceOf(String binaryClassName) {
        return index.find(binaryClassName);
    }

    /**
     * Finds the source files of a class, of a nested one those of its top-level class: at most one in each root, in the
     * roots' order. Several roots have a class of the same name where programs lie side by side.
     */
    public List<Path> sourcesOf(String binaryClassName) {
        return index.findAll(binaryClassName);
    }

    /**
     * Returns this project with the sources below further directories, and further files, which need not exist yet. The
     * directories need be no source roots: the packages that the sources declare decide, also for roots around them.
     *
     * @param watched absolute and normalized; what lies in a root of the project changes nothing
     */
    public Project including(Collection<Path> watched) {
        return FurtherRoots.add(this, watched);
    }

    /** Returns the binary name of the type that a source file is named after; empty for a file in none of the roots. */
    public Optional<String> classNameOf(Path file) {
        return rootOf(file).map(root -> {
            Path directory = root.directory();
            Path inRoot = file.startsWith(directory) ? file : real(file);
            return FurtherRoots.className(directory, inRoot);
        });
    }

    /** Returns the innermost source root a file lies in, which need not exist. */
    public Optional<SourceRoot> rootOf(Path file) {
        Optional<SourceRoot> root = innermostRoot(file.toAbsolutePath().normalize());
        return root.isPresent() ? root : innermostRoot(real(file));
    }

    /**
     * Returns the module that compiles a file: the one whose root it lies in, else the innermost one around it, else the
     * first.
     */
    public ProjectModule moduleOf(Path file) {
        Optional<SourceRoot> root = rootOf(file);
        Path path = real(file);
        return modules.stream()
                .filter(module -> root.isPresent() && module.roots().contains(root.get()))
                .findFirst()
                .or(() -> modules.stream()
                        .filter(module -> path.startsWith(module.directory()))
                        .max(Comparator.comparing(module -> module.directory().getNameCount())))
                .orElse(modules.get(0));
    }

    private Optional<SourceRoot> innermostRoot(Path file) {
        return roots.stream()
                .filter(root -> file.startsWith(root.directory()))
                .max(Comparator.comparing(root -> root.directory().getNameCount()));
    }

    /** Resolves symbolic links as far as the path exists. */
    public static Path real(Path path) {
        Path absolute = path.toAbsolutePath().normalize();
        List<Path> missing = new ArrayList<>();
        for (Path p = absolute; p != null; p = p.getParent()) {
            try {
                Path real = p.toRealPath();
                return missing.isEmpty() ? real : real.resolve(p.relativize(absolute));
            } catch (IOException e) {
                missing.add(p);
            }
        }
        return absolute;
    }
}

package org.jurigged.controller.session;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.zip.ZipFile;
import org.jurigged.controller.JuriggedException;
import org.jurigged.controller.classes.ClassBytes;
import org.jurigged.controller.classes.ClassFileStore;
import org.jurigged.controller.classes.ClassFileTransaction;
import org.jurigged.controller.classes.ClassPath;
import org.jurigged.controller.compile.CompiledClass;
import org.jurigged.controller.project.Project;
import org.jurigged.controller.target.LoadedClass;
import org.jurigged.controller.target.Target;

/**
 * Decides where a class belongs: classes that came from a directory go back there, so that a restart has them and a new
 * class is found when it is first used; where the program's classes live elsewhere, a new class is defined in the
 * loader of its package.
 */
final class Placement implements AutoCloseable {
    private final ClassFileStore store = new ClassFileStore();
    private final ClassPath classPath;
    private final List<Path> directories;
    private final List<Path> archives;
    private final Map<String, Boolean> inArchives = new HashMap<>();
    private final Function<Path, Optional<Path>> outputOf;

    /**
     * Places classes on a class path.
     *
     * @param entries the class path's entries, in its order
     * @param outputOf the directory that the build compiles a source file to, if known
     */
    Placement(ClassPath classPath, List<Path> entries, Function<Path, Optional<Path>> outputOf) {
        this.classPath = classPath;
        this.directories = entries.stream().filter(Files::isDirectory).toList();
        this.archives = entries.stream().filter(Files::isRegularFile).toList();
        this.outputOf = outputOf;
    }

    /** Returns the class file that the class path has for a name. */
    Optional<ClassBytes> find(String className) {
        return classPath.find(className);
    }

    /** Returns the file that the class path has a class in: its class file, or an archive. */
    Optional<Path> locate(String className) {
        return classPath.locate(className);
    }

    /** Whether a directory is on the class path. */
    boolean hasEntry(Path directory) {
        Path real = Project.real(directory);
        return directories.stream().anyMatch(entry -> Project.real(entry).equals(real));
    }

    /** Whether a directory is on the class path, or below one that is. */
    boolean reads(Path directory) {
        Path real = Project.real(directory);
        return directories.stream().anyMatch(entry -> real.startsWith(Project.real(entry)));
    }

    /** Whether the class path has a file; archives are asked once for each name. */
    boolean hasFile(String name) {
        return directories.stream().anyMatch(entry -> Files.isRegularFile(entry.resolve(name)))
                || inArchives.computeIfAbsent(name, n -> archives.stream().anyMatch(archive -> has(archive, n)));
    }

    private static boolean has(Path archive, String name) {
        try (ZipFile zip = new ZipFile(archive.toFile())) {
            return zip.getEntry(name) != null;
        } catch (IOException e) {
            // What can't be read is told when the class path is opened.
            return false;
        }
    }

    ClassFileTransaction begin() {
        return store.begin();
    }

    /** Waits for the deletion of what earlier saves replaced. */
    @Override
    public void close() {
        store.close();
    }

    /** Deletes what killed controllers left in the class directories; done while the program starts. */
    void sweep() {
        directories.forEach(store::sweep);
    }

    /** Returns the class directory that a class belongs to; empty when its program has none for it. */
    Optional<Path> directory(CompiledClass compiled, List<CompiledClass> together) {
        Optional<ClassBytes> found = classPath.find(compiled.name());
        if (found.isPresent()) {
            return found.get().file().map(file -> found.get().entry());
        }
        return sibling(compiled, together)
                .or(() -> outputOf.apply(compiled.source()).filter(directories::contains))
                .or(() -> samePackage(compiled.name()));
    }

    /** Goes by the other classes of the same source file. */
    private Optional<Path> sibling(CompiledClass compiled, List<CompiledClass> together) {
        return together.stream()
                .filter(c -> c.source().equals(compiled.source()) && !c.name().equals(compiled.name()))
                .flatMap(c -> classPath.find(c.name()).stream())
                .filter(found -> found.file().isPresent())
                .map(ClassBytes::entry)
                .findFirst();
    }

    /** Goes by the directory that has the package, if the package is in no other kind of place. */
    private Optional<Path> samePackage(String className) {
        String inside =
                className.substring(0, Math.max(0, className.lastIndexOf('.'))).replace('.', '/');
        return directories.stream()
                .filter(directory -> Files.isDirectory(directory.resolve(inside)))
                .findFirst();
    }

    /** Defines classes in a target, each in the loader of a class of its package. */
    void define(Target target, Map<String, byte[]> classes) throws JuriggedException {
        Optional<LoadedClass> neighbour = Optional.empty();
        for (String name : classes.keySet()) {
            if (neighbour.isEmpty()) {
                neighbour = neighbour(target, name);
            }
        }
        if (neighbour.isPresent()) {
            target.define(neighbour.get(), classes);
        }
    }

    private static Optional<LoadedClass> neighbour(Target target, String className) throws JuriggedException {
        String prefix = className.substring(0, className.lastIndexOf('.') + 1);
        Set<String> loaded = target.loadedNames(
                name -> name.startsWith(prefix) && name.indexOf('.', prefix.length()) < 0 && !name.contains("/"));
        for (String name : loaded) {
            Optional<LoadedClass> found = target.classes(name).stream().findFirst();
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }
}

package org.jurigged.controller.session;

import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jurigged.controller.project.Project;
import org.jurigged.controller.project.ProjectModule;
import org.jurigged.controller.project.SourceRoot;

/**
 * Tells which of several sources of one class name the programs run: where examples or services lie side by side, each has
 * its {@code Main}. Thread-safe.
 */
final class Origins {
    private final Project project;
    private final List<Path> roots;
    private volatile Function<String, Optional<Path>> located = name -> Optional.empty();

    /** @param roots where the program's own source was named; they come first */
    Origins(Project project, List<Path> roots) {
        this.project = project;
        this.roots = List.copyOf(roots);
    }

    /** Takes the class path into account: {@code located} finds the class file or archive that a class comes from. */
    void classPath(Function<String, Optional<Path>> newLocated) {
        this.located = newLocated;
    }

    /**
     * Returns the source of the class that the programs run: the one whose module's output directory the class lies in;
     * else the one below the program's own root; else of the module that the class or its archive lies in; else the first.
     */
    Optional<Path> choose(String className, List<Path> sources) {
        if (sources.size() < 2) {
            return sources.stream().findFirst();
        }
        Optional<Path> place = located.apply(topLevel(className)).map(Project::real);
        return place.flatMap(file -> sources.stream()
                        .filter(source -> file.startsWith(output(source)))
                        .findFirst())
                .or(() -> sources.stream()
                        .filter(source -> roots.stream().anyMatch(source::startsWith))
                        .findFirst())
                .or(() -> place.flatMap(file -> sources.stream()
                        .filter(source -> file.startsWith(module(source).directory()))
                        .max(Comparator.comparing(
                                source -> module(source).directory().getNameCount()))))
                .or(() -> sources.stream().findFirst());
    }

    private static String topLevel(String className) {
        int dollar = className.indexOf('$', className.lastIndexOf('.') + 2);
        return dollar < 0 ? className : className.substring(0, dollar);
    }

    private ProjectModule module(Path source) {
        return project.moduleOf(source);
    }

    private Path output(Path source) {
        ProjectModule module = module(source);
        boolean test = project.rootOf(source).map(SourceRoot::test).orElse(false);
        return test ? module.testOutputDirectory() : module.outputDirectory();
    }
}

package org.jurigged.controller.session;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Consumer;
import org.jurigged.controller.Event;
import org.jurigged.controller.project.ClassPathResolution;
import org.jurigged.controller.project.ClassPathResolver;
import org.jurigged.controller.project.ClassPathScope;
import org.jurigged.controller.project.Project;
import org.jurigged.controller.project.ProjectModule;

/** The class path that a project's own build gives a program. */
public final class ProjectClassPath {
    private ProjectClassPath() {}

    /**
     * Returns the class path to run a program of the project in a directory; empty when there is no project. Test classes
     * come last, as a program in the test sources may be what is run.
     */
    public static List<Path> of(Path directory, Consumer<Event> listener) {
        Project project = Project.discover(directory);
        if (project.kind() == Project.Kind.PLAIN && !hasOutput(project)) {
            return List.of();
        }
        return resolve(project, ClassPathScope.TEST, listener);
    }

    private static boolean hasOutput(Project project) {
        return project.modules().stream()
                .anyMatch(module -> Files.isDirectory(module.outputDirectory())
                        && !module.outputDirectory().equals(module.directory()));
    }

    /**
     * Returns what javac needs besides a program's own class path: nothing where that has an output directory of the
     * project, and all of the project's where the program loads its classes in another way (a server, a fat jar).
     */
    static List<Path> missingFrom(Collection<Path> classPath, Project project, Consumer<Event> listener) {
        boolean built = project.modules().stream()
                .map(ProjectModule::outputDirectory)
                .anyMatch(output -> classPath.stream().anyMatch(entry -> same(entry, output)));
        if (built || project.kind() == Project.Kind.PLAIN) {
            return List.of();
        }
        List<Path> more = new ArrayList<>(resolve(project, ClassPathScope.TEST, listener));
        more.removeAll(classPath);
        return more;
    }

    private static boolean same(Path a, Path b) {
        try {
            return a.equals(b) || Files.exists(a) && Files.exists(b) && Files.isSameFile(a, b);
        } catch (java.io.IOException e) {
            return false;
        }
    }

    private static List<Path> resolve(Project project, ClassPathScope scope, Consumer<Event> listener) {
        ClassPathResolution resolved =
                new ClassPathResolver().resolve(project, scope, note -> listener.accept(new Event.Note(note)));
        // A directory that isn't built (no tests) holds nothing; a library that is gone is worth a word.
        return resolved.entries().stream()
                .filter(entry -> Files.exists(entry) || entry.toString().endsWith(".jar"))
                .toList();
    }
}

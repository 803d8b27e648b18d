package org.jurigged.controller.project;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jurigged.controller.classes.CacheDirectory;
import org.jurigged.controller.project.ClassPathResolution.Origin;

/**
 * Finds out the class path of a project: from the cache, else from its build tool, else from its output folders.
 *
 * <p>What the tool answers is kept in the user's cache ({@link CacheDirectory}) by the content of all build files the
 * answer depends on, and asked anew when one of its jars is gone. Thread-safe.
 */
public final class ClassPathResolver {
    private final ClassPathCache cache;
    private final MavenRepository repository;

    public ClassPathResolver() {
        this(CacheDirectory.get(), MavenRepository.ofUser());
    }

    ClassPathResolver(Path cache, MavenRepository repository) {
        this.cache = new ClassPathCache(cache);
        this.repository = repository;
    }

    /**
     * Returns the class path of every module; never fails.
     *
     * <p>May start the build tool, which takes seconds, and minutes where it downloads. An interrupt ends it, and what is
     * known without it is returned.
     *
     * @param notes gets a sentence before the tool is started, and one when it could not help; on the calling thread
     */
    public ClassPathResolution resolve(Project project, ClassPathScope scope, Consumer<String> notes) {
        Optional<ToolClassPath> tool = tool(project);
        if (tool.isEmpty()) {
            return new ClassPathResolution(Origin.OUTPUT_FOLDERS, OutputFolders.of(project, scope));
        }
        String key = ClassPathCache.key(scope.name(), tool.get().inputs());
        Optional<Map<Path, List<Path>>> known = cache.get(key);
        if (known.isPresent()) {
            return new ClassPathResolution(Origin.CACHE, known.get());
        }
        try {
            Map<Path, List<Path>> answer = tool.get().ask(scope, notes);
            cache.put(key, answer);
            return new ClassPathResolution(Origin.BUILD_TOOL, answer);
        } catch (UnresolvedException e) {
            notes.accept(
                    "The class path of " + project.directory() + " is not known: " + e.getMessage()
                            + ". The output folders are used instead, so libraries may be missing; build the project once, or give jurigged run its -cp.");
            return new ClassPathResolution(Origin.OUTPUT_FOLDERS, OutputFolders.of(project, scope));
        }
    }

    /** Returns the class path that {@link #resolve} has in its cache, without ever starting a process. */
    public Optional<ClassPathResolution> known(Project project, ClassPathScope scope) {
        return tool(project)
                .flatMap(tool -> cache.get(ClassPathCache.key(scope.name(), tool.inputs())))
                .map(byModule -> new ClassPathResolution(Origin.CACHE, byModule));
    }

    private Optional<ToolClassPath> tool(Project project) {
        return switch (project.kind()) {
            case MAVEN -> Optional.of(new MavenClassPath(project.directory(), repository));
            case GRADLE -> Optional.of(new GradleClassPath(project));
            case PLAIN -> Optional.empty();
        };
    }
}

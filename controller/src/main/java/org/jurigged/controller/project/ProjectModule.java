package org.jurigged.controller.project;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/**
 * A part of a project that is compiled by itself.
 *
 * @param directory absolute and normalized
 * @param kind which build tool compiles it
 * @param roots its source roots; each exists
 * @param resources where files that aren't compiled are copied from; of several that have a file, the later ones win
 * @param outputDirectory where the classes of its main sources go, whether it exists yet or not
 * @param testOutputDirectory where the classes of its tests go; the same where they are not kept apart
 */
public record ProjectModule(
        Path directory,
        Project.Kind kind,
        List<SourceRoot> roots,
        List<ResourceRoot> resources,
        Path outputDirectory,
        Path testOutputDirectory,
        BuildSettings settings) {
    public ProjectModule {
        Objects.requireNonNull(directory, "directory");
        Objects.requireNonNull(kind, "kind");
        roots = List.copyOf(roots);
        resources = List.copyOf(resources);
        Objects.requireNonNull(outputDirectory, "outputDirectory");
        Objects.requireNonNull(testOutputDirectory, "testOutputDirectory");
        Objects.requireNonNull(settings, "settings");
    }

    ProjectModule withResources(List<ResourceRoot> others) {
        return new ProjectModule(directory, kind, roots, others, outputDirectory, testOutputDirectory, settings);
    }

    ProjectModule withRoots(List<SourceRoot> others) {
        return new ProjectModule(directory, kind, others, resources, outputDirectory, testOutputDirectory, settings);
    }
}

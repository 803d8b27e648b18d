package org.jurigged.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jurigged.bench.project.GeneratedProject;

/**
 * Where the benches work: what is measured, a folder for the projects, and how often is measured. Used by one thread.
 */
final class Lab implements AutoCloseable {
    private final Installation installation;
    private final Options options;
    private final Path folder;
    private final Map<Integer, GeneratedProject> projects = new HashMap<>();

    Lab(Installation installation, Options options) throws IOException {
        this.installation = installation;
        this.options = options;
        this.folder = Files.createTempDirectory("jurigged-bench");
    }

    Installation installation() {
        return installation;
    }

    /** Returns how often to measure: less in a quick run, which only shows that everything works. */
    int times(int full, int quick) {
        return options.quick() ? quick : full;
    }

    Options options() {
        return options;
    }

    long seed() {
        return options.seed();
    }

    /** Returns the project with so many classes. */
    GeneratedProject project(int size) throws IOException {
        GeneratedProject known = projects.get(size);
        if (known == null) {
            known = GeneratedProject.create(folder.resolve("classes-" + size), size, installation.programs());
            projects.put(size, known);
        }
        return known;
    }

    /** Returns the name of a file that isn't there. */
    Path file(String name) throws IOException {
        Path file = folder.resolve(name);
        Files.deleteIfExists(file);
        return file;
    }

    @Override
    public void close() throws IOException {
        if (options.keep()) {
            return;
        }
        List<Path> all;
        try (Stream<Path> tree = Files.walk(folder)) {
            all = tree.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path path : all) {
            Files.deleteIfExists(path);
        }
    }
}

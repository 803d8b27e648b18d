package org.jurigged.controller.project;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The modules that one Maven build makes together.
 *
 * @param directory where the build is started
 * @param poms by directory, the build's own first
 */
record MavenReactor(Path directory, Map<Path, MavenPom> poms) {
    /** Reads the POM of a directory and those of all modules below it; no POM, no modules. */
    static MavenReactor of(Path directory, MavenRepository repository) {
        Map<Path, MavenPom> poms = new LinkedHashMap<>();
        collect(directory, repository, poms);
        return new MavenReactor(directory, poms);
    }

    /** Finds the largest build the module in {@code directory} is part of, for its siblings are made there. */
    static MavenReactor around(Path directory, MavenRepository repository) {
        MavenReactor found = of(directory, repository);
        for (Path p = directory.getParent(); p != null; p = p.getParent()) {
            if (Files.isRegularFile(p.resolve("pom.xml"))) {
                MavenReactor larger = of(p, repository);
                if (!larger.poms.containsKey(found.directory)) {
                    return found;
                }
                found = larger;
            }
        }
        return found;
    }

    /** Returns the module with these coordinates, whatever their version: Maven has one of each in a build. */
    Optional<MavenPom> module(Coordinates coordinates) {
        return poms.values().stream()
                .filter(pom -> pom.coordinates().key().equals(coordinates.key()))
                .findFirst();
    }

    /** Returns the files the build's class paths depend on, as far as Maven reads them from disk. */
    List<Path> files() {
        return poms.values().stream()
                .flatMap(pom -> pom.files().stream())
                .distinct()
                .toList();
    }

    private static void collect(Path directory, MavenRepository repository, Map<Path, MavenPom> poms) {
        if (poms.containsKey(directory)) {
            return;
        }
        MavenPom.load(directory.resolve("pom.xml"), repository).ifPresent(pom -> {
            poms.put(directory, pom);
            pom.modules().forEach(module -> collect(module, repository, poms));
        });
    }
}

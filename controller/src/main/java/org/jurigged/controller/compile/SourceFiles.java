package org.jurigged.controller.compile;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Ties the names that class files give their sources ({@code com/acme/Foo.java}) to the project's files. Thread-safe. */
final class SourceFiles {
    /** Where Maven and Gradle put what annotation processors generate. */
    private static final List<String> PROCESSED =
            List.of("/generated-sources/annotations/", "/generated/sources/annotationProcessor/");

    private final SourceLookup lookup;
    private final boolean skipGenerated;
    private final Map<String, Path> learnt = new ConcurrentHashMap<>();

    /** @param skipGenerated whether annotation processors make their sources anew, so that those on disk don't count */
    SourceFiles(SourceLookup lookup, boolean skipGenerated) {
        this.lookup = lookup;
        this.skipGenerated = skipGenerated;
    }

    /** Bring a path into the one form that is compared. */
    static Path normal(Path file) {
        return file.toAbsolutePath().normalize();
    }

    /** Find the file of a source; for what a processor generated, the source it was generated for, once that is known. */
    Optional<Path> fileOf(String source) {
        Path known = learnt.get(source);
        if (known != null) {
            return Optional.of(known);
        }
        String stem = source.endsWith(".java") ? source.substring(0, source.length() - ".java".length()) : source;
        return lookup.sourceOf(stem.replace('/', '.')).map(SourceFiles::normal).filter(this::isCompiled);
    }

    private boolean isCompiled(Path file) {
        String path = file.toString().replace('\\', '/');
        return !(skipGenerated && PROCESSED.stream().anyMatch(path::contains));
    }

    /** Get what tells whether a source is in one of some files, which may be gone: then their paths decide. */
    Predicate<String> in(Set<Path> wanted) {
        Set<String> names =
                wanted.stream().map(file -> String.valueOf(file.getFileName())).collect(Collectors.toSet());
        return source -> {
            Path known = learnt.get(source);
            if (known != null) {
                return wanted.contains(known);
            }
            // the quick answer for nearly all of a project's sources
            return names.contains(source.substring(source.lastIndexOf('/') + 1))
                    && wanted.stream().anyMatch(file -> isIn(source, file));
        };
    }

    private boolean isIn(String source, Path file) {
        Optional<Path> found = fileOf(source);
        return found.isPresent() ? found.get().equals(file) : file.endsWith(source);
    }

    /** Remember where the source of a class that was compiled is. */
    void learn(String source, Path file) {
        learnt.put(source, file);
    }
}

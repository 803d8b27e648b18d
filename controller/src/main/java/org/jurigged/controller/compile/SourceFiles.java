package org.jurigged.controller.compile;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/** Ties the names that class files give their sources ({@code com/acme/Foo.java}) to the project's files. Thread-safe. */
final class SourceFiles {
    /** Where Maven and Gradle put what annotation processors generate. */
    private static final List<String> PROCESSED =
            List.of("/generated-sources/annotations/", "/generated/sources/annotationProcessor/");

    private final SourceLookup lookup;
    private final boolean skipGenerated;
    private final Map<String, Path> learnt = new ConcurrentHashMap<>();
    /** The other way round; a source that has been elsewhere since is still there. */
    private final Map<Path, Set<String>> learntIn = new ConcurrentHashMap<>();

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

    /**
     * List the sources that are in some files, which may be gone: then their paths decide.
     *
     * @param named the known sources of a file name ({@code Foo.java})
     */
    Set<String> in(Set<Path> wanted, Function<String, Set<String>> named) {
        Set<String> sources = new HashSet<>();
        for (Path file : wanted) {
            for (String source : learntIn.getOrDefault(file, Set.of())) {
                if (file.equals(learnt.get(source))) {
                    sources.add(source);
                }
            }
            for (String source : named.apply(String.valueOf(file.getFileName()))) {
                if (!learnt.containsKey(source) && isIn(source, file)) {
                    sources.add(source);
                }
            }
        }
        return sources;
    }

    private boolean isIn(String source, Path file) {
        Optional<Path> found = fileOf(source);
        return found.isPresent() ? found.get().equals(file) : file.endsWith(source);
    }

    /** Remember where the source of a class that was compiled is. */
    void learn(String source, Path file) {
        learnt.put(source, file);
        learntIn.computeIfAbsent(file, f -> ConcurrentHashMap.newKeySet()).add(source);
    }
}

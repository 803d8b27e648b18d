package org.jurigged.controller.compile;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** The outcome of compiling a save: all of its classes, or the reasons why there are none. */
public sealed interface Compilation {
    /** The sources that were read and their texts, without a byte order mark. */
    Map<Path, String> texts();

    /** The changed sources that don't exist (any more). */
    Set<Path> deleted();

    /**
     * Everything compiled.
     *
     * @param classes the classes of all compiled sources, unchanged ones included
     * @param texts the compiled sources and the text that was compiled, without a byte order mark: the changed sources
     *     and their dependents
     * @param dependents the sources that were compiled only because they depend on what changed
     * @param deleted the changed sources that don't exist (any more)
     * @param removedClasses binary names of classes that the compiled and deleted sources made before and make no longer
     * @param visible whether other sources can see a difference: in signatures, constants, what there is
     */
    record Compiled(
            List<CompiledClass> classes,
            Map<Path, String> texts,
            Set<Path> dependents,
            Set<Path> deleted,
            Set<String> removedClasses,
            boolean visible)
            implements Compilation {
        public Compiled {
            classes = List.copyOf(classes);
            texts = Map.copyOf(texts);
            dependents = Set.copyOf(dependents);
            deleted = Set.copyOf(deleted);
            removedClasses = Set.copyOf(removedClasses);
        }

        /** Returns the classes of {@link #dependents} that differ from the current ones, by binary name. */
        public Set<String> ofDependents() {
            return classes.stream()
                    .filter(c -> c.change() != Change.SAME && dependents.contains(c.source()))
                    .map(CompiledClass::name)
                    .collect(Collectors.toSet());
        }

        /** Whether no class differs from the current one and none is gone. */
        public boolean unchanged() {
            return removedClasses.isEmpty() && classes.stream().allMatch(c -> c.change() == Change.SAME);
        }
    }

    /**
     * Nothing compiled.
     *
     * @param problems the errors, never empty, in javac's order
     * @param texts the sources that could be read, dependents included, and the text that javac was to compile
     * @param deleted the changed sources that don't exist (any more)
     * @param unread the sources that could not be read, dependents included
     */
    record Failed(List<Problem> problems, Map<Path, String> texts, Set<Path> deleted, Set<Path> unread)
            implements Compilation {
        public Failed {
            problems = List.copyOf(problems);
            texts = Map.copyOf(texts);
            deleted = Set.copyOf(deleted);
            unread = Set.copyOf(unread);
            if (problems.isEmpty()) {
                throw new IllegalArgumentException("a failed compilation has a problem");
            }
        }

        /** Returns the sources that are there, whether they could be read or not. */
        public Set<Path> sources() {
            Set<Path> all = new HashSet<>(texts.keySet());
            all.addAll(unread);
            return all;
        }
    }
}

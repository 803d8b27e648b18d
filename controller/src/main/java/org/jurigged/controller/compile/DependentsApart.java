package org.jurigged.controller.compile;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.stream.Collectors;

/**
 * Compiles the sources that depend on what changed apart from it; many of them in two parts, each on its own processor.
 *
 * <p>That gives what compiling all together gives, where no class of theirs looks different to other sources afterwards:
 * then each is compiled against class files that say what the sources say. Where one does look different, or anything is
 * wrong with them, they have to be compiled together after all.
 */
final class DependentsApart {
    /** A second javac costs memory, and doesn't know the JDK yet when it compiles for the first time. */
    static final int LEAST_FOR_TWO = 16;

    private final Javac javac;
    private final CurrentClasses current;
    private final LastMade lastMade;
    private final int leastForTwo;

    /** @param leastForTwo how many sources are worth two parts, where there are two processors */
    DependentsApart(Javac javac, CurrentClasses current, LastMade lastMade, int leastForTwo) {
        this.javac = javac;
        this.current = current;
        this.lastMade = lastMade;
        this.leastForTwo = Runtime.getRuntime().availableProcessors() > 1 ? leastForTwo : Integer.MAX_VALUE;
    }

    /**
     * Compile dependents.
     *
     * @param changed what was made of the sources that they depend on
     * @param before names of the classes that those sources made last
     * @param classesOf finds the classes that sources made last
     * @return what was made of them; empty when they have to be compiled together with what they depend on
     */
    Optional<Assessment> compile(
            List<SourceText> dependents,
            Assessment changed,
            Set<String> before,
            BiFunction<Set<Path>, DependencyIndex, Set<String>> classesOf,
            DependencyIndex index)
            throws CompilerException {
        Abridgement abridgement = Abridgement.of(dependents, changed, lastMade, current);
        Map<String, byte[]> added = new HashMap<>();
        changed.classes().forEach(c -> added.put(c.name(), c.bytes()));
        Set<String> theirs = new HashSet<>();
        List<Javac.Request> requests = new ArrayList<>();
        for (List<SourceText> part : parts(abridgement.sources())) {
            Set<Path> files = part.stream().map(SourceText::path).collect(Collectors.toSet());
            Set<String> hidden = new HashSet<>(classesOf.apply(files, index));
            theirs.addAll(hidden);
            hidden.addAll(before);
            requests.add(new Javac.Request(part, added, hidden, false));
        }
        List<Optional<Abridgement.Completed>> parts = javac.run(
                requests,
                (request, result) -> result.problems().isEmpty()
                        ? Optional.of(abridgement.complete(request.sources(), result.classes()))
                        : Optional.empty());
        if (parts.stream().anyMatch(Optional::isEmpty)) {
            return Optional.empty();
        }
        Optional<List<Javac.Output>> whole =
                abridgement.together(parts.stream().flatMap(Optional::stream).toList());
        if (whole.isEmpty()) {
            return compile(dependents, changed, before, classesOf, index); // what doesn't fit isn't abridged again
        }
        Assessment made = Assessment.of(whole.get(), theirs, current, index);
        return made.changes().isEmpty() ? Optional.of(abridgement.withoutLines(made)) : Optional.empty();
    }

    /** Split where half of the text is on either side. */
    private List<List<SourceText>> parts(List<SourceText> sources) {
        if (sources.size() < leastForTwo) {
            return List.of(sources);
        }
        long all = sources.stream().mapToLong(source -> source.text().length()).sum();
        long first = 0;
        int size = 0;
        while (2 * first < all) {
            first += sources.get(size++).text().length();
        }
        return size == sources.size()
                ? List.of(sources)
                : List.of(sources.subList(0, size), sources.subList(size, sources.size()));
    }
}

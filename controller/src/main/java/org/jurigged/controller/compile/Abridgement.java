package org.jurigged.controller.compile;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** The sources of a compilation of dependents, as many of them {@link Abridged} as can be, and what javac made of them completed. */
final class Abridgement {
    private final List<SourceText> sources = new ArrayList<>();
    private final Map<Path, Abridged> abridged = new LinkedHashMap<>();
    private final LastMade lastMade;

    private Abridgement(LastMade lastMade) {
        this.lastMade = lastMade;
    }

    /** @param changed what the sources depend on */
    static Abridgement of(List<SourceText> sources, Assessment changed, LastMade lastMade, CurrentClasses current) {
        Abridgement made = new Abridgement(lastMade);
        Optional<Set<String>> names = Abridged.namesOf(changed);
        for (SourceText source : sources) {
            Optional<Abridged> shorter = names.flatMap(
                    mentioned -> lastMade.of(source, current).flatMap(last -> Abridged.of(source, last, mentioned)));
            shorter.ifPresent(known -> made.abridged.put(source.path(), known));
            made.sources.add(shorter.map(Abridged::source).orElse(source));
        }
        return made;
    }

    /** The sources to compile, in order. */
    List<SourceText> sources() {
        return sources;
    }

    /** What javac made of some of the sources, with what was left out; of those that are unfit, something doesn't fit. */
    record Completed(List<Javac.Output> classes, List<Path> unfit) {}

    /** Put back what was left out. Thread-safe. */
    Completed complete(List<SourceText> part, List<Javac.Output> outputs) {
        List<Javac.Output> whole = new ArrayList<>();
        Map<Path, List<Javac.Output>> shortened = new HashMap<>();
        for (Javac.Output output : outputs) {
            (abridged.containsKey(output.source())
                            ? shortened.computeIfAbsent(output.source(), source -> new ArrayList<>())
                            : whole)
                    .add(output);
        }
        List<Path> paths = part.stream()
                .map(SourceText::path)
                .filter(abridged::containsKey)
                .toList();
        List<Optional<List<Javac.Output>>> completed = paths.parallelStream()
                .map(source -> Unabridged.of(abridged.get(source), shortened.getOrDefault(source, List.of())))
                .toList();
        List<Path> unfit = new ArrayList<>();
        for (int i = 0; i < paths.size(); i++) {
            Path source = paths.get(i);
            completed.get(i).ifPresentOrElse(whole::addAll, () -> unfit.add(source));
        }
        return new Completed(whole, unfit);
    }

    /** Put all parts together; empty when something doesn't fit, which isn't abridged again then. */
    Optional<List<Javac.Output>> together(List<Completed> parts) {
        List<Path> unfit = parts.stream().flatMap(part -> part.unfit().stream()).toList();
        unfit.forEach(lastMade::dismiss);
        return unfit.isEmpty()
                ? Optional.of(
                        parts.stream().flatMap(part -> part.classes().stream()).toList())
                : Optional.empty();
    }

    /** Take classes of abridged sources of which only lines seem to differ as they were: the text is the same. */
    Assessment withoutLines(Assessment made) {
        return made.with(made.classes().stream().map(this::withoutLines).toList());
    }

    private CompiledClass withoutLines(CompiledClass c) {
        Abridged known = abridged.get(c.source());
        if (known == null || c.change() != Change.LINES_ONLY) {
            return c;
        }
        byte[] last = Objects.requireNonNull(known.made().classes().get(c.name()));
        return new CompiledClass(c.name(), last, c.source(), Change.SAME);
    }
}

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

    /** Put back what was left out; empty when something doesn't fit, which isn't abridged again then. */
    Optional<List<Javac.Output>> complete(List<Javac.Output> outputs) {
        List<Javac.Output> whole = new ArrayList<>();
        Map<Path, List<Javac.Output>> shortened = new HashMap<>();
        for (Javac.Output output : outputs) {
            (abridged.containsKey(output.source())
                            ? shortened.computeIfAbsent(output.source(), source -> new ArrayList<>())
                            : whole)
                    .add(output);
        }
        List<Path> unfit = new ArrayList<>();
        for (Completed completed : abridged.entrySet().parallelStream()
                .map(known -> Completed.of(known.getKey(), known.getValue(), shortened))
                .toList()) {
            completed.classes().ifPresentOrElse(whole::addAll, () -> unfit.add(completed.source()));
        }
        unfit.forEach(lastMade::dismiss);
        return unfit.isEmpty() ? Optional.of(whole) : Optional.empty();
    }

    private record Completed(Path source, Optional<List<Javac.Output>> classes) {
        static Completed of(Path source, Abridged abridged, Map<Path, List<Javac.Output>> shortened) {
            return new Completed(source, Unabridged.of(abridged, shortened.getOrDefault(source, List.of())));
        }
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

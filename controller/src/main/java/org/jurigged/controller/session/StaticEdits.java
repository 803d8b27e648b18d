package org.jurigged.controller.session;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jurigged.controller.Event;
import org.jurigged.controller.JuriggedException;
import org.jurigged.controller.bytecode.MethodChanges;
import org.jurigged.controller.bytecode.RawClass;
import org.jurigged.controller.compile.Change;
import org.jurigged.controller.compile.Compilation;
import org.jurigged.controller.compile.CompiledClass;
import org.jurigged.controller.compile.Compiler;
import org.jurigged.diff.SourceDiff;
import org.jurigged.diff.SourceFile;
import org.jurigged.diff.StaticElement;
import org.jurigged.reshape.StaticRun;

/**
 * The changed static elements of a save.
 *
 * @param byType by class name, in the order of the source
 * @param arrived the types that come from another file, or have been away, and whose last version is known
 */
record StaticEdits(Map<String, List<StaticRun>> byType, Set<String> arrived) {
    private static final String INITIALISER = "<clinit>()V";

    /**
     * Finds the changed elements, also of types that come from another file or have been away: their classes may be loaded.
     *
     * @param sources has the versions that are live
     * @param deleted files that are gone with this save
     */
    static StaticEdits of(List<FileEdits> edits, Collection<Path> deleted, Sources sources) {
        Map<String, List<StaticRun>> statics = new TreeMap<>();
        Set<String> arrived = new HashSet<>();
        for (FileEdits file : edits) {
            List<StaticElement> changed = new ArrayList<>();
            file.edits().ifPresent(known -> changed.addAll(known.staticsToRun()));
            arrivals(file, edits, deleted, sources).forEach((type, before) -> {
                arrived.add(type);
                changed.addAll(SourceDiff.staticsToRun(before, file.after(), type));
            });
            changed.forEach(element -> statics.computeIfAbsent(element.type(), type -> new ArrayList<>())
                    .add(new StaticRun(
                            element.field(), element.name(), element.line(), element.index(), element.sameCode())));
        }
        return new StaticEdits(statics, arrived);
    }

    /** Finds the types that a file's live version hasn't and another one has, or had last. */
    private static Map<String, SourceFile> arrivals(
            FileEdits file, List<FileEdits> edits, Collection<Path> deleted, Sources sources) {
        Set<String> types = new LinkedHashSet<>(file.after().types());
        sources.live(file.file()).ifPresent(before -> types.removeAll(before.types()));
        Map<String, SourceFile> found = new LinkedHashMap<>();
        for (String type : types) {
            // Where another file keeps the type, this one has another class of its name.
            Stream<Path> left = edits.stream()
                    .filter(other -> !other.after().types().contains(type))
                    .map(FileEdits::file);
            Stream.concat(left, deleted.stream())
                    .flatMap(other -> sources.live(other).stream())
                    .filter(before -> before.types().contains(type))
                    .findFirst()
                    .or(() -> sources.lastWith(type))
                    .filter(before -> before.parsed() && file.after().parsed())
                    .ifPresent(before -> found.put(type, before));
        }
        return found;
    }

    /** Compiles the classes with changed elements once more, so that each element's code can be told from the others'. */
    Map<String, byte[]> ranges(Compiler compiler, Compilation.Compiled compiled) throws JuriggedException {
        Set<Path> sources = new HashSet<>();
        for (CompiledClass c : compiled.classes()) {
            if (byType.containsKey(c.name())) {
                sources.add(c.source());
            }
        }
        if (sources.isEmpty()) {
            return Map.of();
        }
        return compiler.compileWithRanges(compiled, sources);
    }

    /**
     * Returns a failure for each class whose static initialiser changed while nobody knows what in it: the text that was
     * live was never seen. To keep silent would be to claim that the edit is live as a whole.
     */
    List<Event> unknown(Compilation.Compiled compiled, List<FileEdits> edits, Map<String, byte[]> before) {
        List<Event> events = new ArrayList<>();
        for (CompiledClass c : compiled.classes()) {
            byte[] old = before.get(c.name());
            boolean guessed = edits.stream()
                    .anyMatch(file ->
                            file.file().equals(c.source()) && file.edits().isEmpty());
            if (guessed
                    && !arrived.contains(c.name())
                    && old != null
                    && c.change() != Change.SAME
                    && !sameInitialiser(old, c.bytes())) {
                String name = c.name().replace('$', '.') + ".<static>";
                events.add(new Event.RunFailed(
                        name,
                        -1,
                        "what changed in it can't be told, because the source that the program was built from is not"
                                + " known; nothing of it ran again"));
            }
        }
        return events;
    }

    /** Whether a class file has a static initialiser. */
    static boolean hasInitialiser(byte[] classFile) {
        return new RawClass(classFile).methodNames().contains(INITIALISER);
    }

    private static boolean sameInitialiser(byte[] before, byte[] after) {
        return hasInitialiser(before) == hasInitialiser(after)
                && MethodChanges.between(before, after, INITIALISER::equals).isEmpty();
    }
}

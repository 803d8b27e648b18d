package org.jurigged.controller.session;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.jurigged.controller.Event;
import org.jurigged.controller.JuriggedException;
import org.jurigged.controller.compile.Change;
import org.jurigged.controller.compile.Compilation;
import org.jurigged.controller.compile.CompiledClass;
import org.jurigged.controller.compile.Compiler;
import org.jurigged.diff.StaticElement;
import org.jurigged.reshape.StaticRun;

/**
 * The changed static elements of a save.
 *
 * @param byType by class name, in the order of the source
 */
record StaticEdits(Map<String, List<StaticRun>> byType) {
    private static final String INITIALISER = "<clinit>()V";

    static StaticEdits of(List<FileEdits> edits) {
        Map<String, List<StaticRun>> statics = new TreeMap<>();
        for (FileEdits file : edits) {
            for (StaticElement element : file.edits().map(e -> e.staticsToRun()).orElse(List.of())) {
                statics.computeIfAbsent(element.type(), type -> new ArrayList<>())
                        .add(new StaticRun(
                                element.field(), element.name(), element.line(), element.index(), element.sameCode()));
            }
        }
        return new StaticEdits(statics);
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
    static List<Event> unknown(Compilation.Compiled compiled, List<FileEdits> edits, Map<String, byte[]> before) {
        List<Event> events = new ArrayList<>();
        for (CompiledClass c : compiled.classes()) {
            byte[] old = before.get(c.name());
            boolean guessed = edits.stream()
                    .anyMatch(file ->
                            file.file().equals(c.source()) && file.edits().isEmpty());
            if (guessed && old != null && c.change() != Change.SAME && !sameInitialiser(old, c.bytes())) {
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

    private static boolean sameInitialiser(byte[] before, byte[] after) {
        return Objects.equals(
                MethodTexts.of(before).get(INITIALISER), MethodTexts.of(after).get(INITIALISER));
    }
}

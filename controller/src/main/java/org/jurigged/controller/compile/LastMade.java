package org.jurigged.controller.compile;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jurigged.diff.MethodBodies;

/**
 * The texts that were compiled here and accepted last, each with its classes, for as many sources as there is room for; the
 * longest unused go first. Not thread-safe.
 */
final class LastMade {
    private static final long ROOM = 8L << 20;

    private final long room;
    private final Map<Path, Made> bySource = new LinkedHashMap<>(16, 0.75f, true);
    private final Set<Path> unfit = new HashSet<>();
    private long used;

    LastMade() {
        this(ROOM);
    }

    /** @param room how much may be kept, in bytes of class files and characters of text */
    LastMade(long room) {
        this.room = room;
    }

    /** What was made of a source. */
    record Made(String text, Map<String, byte[]> classes, MethodBodies bodies) {
        private long size() {
            return text.length()
                    + classes.values().stream().mapToLong(bytes -> bytes.length).sum();
        }
    }

    /** Take in what is accepted; files that are gone are forgotten. */
    void remember(Compilation.Compiled compiled) {
        compiled.deleted().forEach(this::forget);
        Map<Path, List<CompiledClass>> bySources = new HashMap<>();
        for (CompiledClass c : compiled.classes()) {
            bySources.computeIfAbsent(c.source(), source -> new ArrayList<>()).add(c);
        }
        bySources.forEach((source, classes) -> remember(source, compiled.texts().get(source), classes));
        makeRoom();
    }

    private void remember(Path source, String text, List<CompiledClass> classes) {
        Made before = forget(source);
        if (text == null || unfit.contains(source)) {
            return;
        }
        Map<String, byte[]> made = new HashMap<>();
        classes.forEach(c -> made.put(c.name(), c.bytes()));
        MethodBodies bodies = before != null && before.text.equals(text) ? before.bodies : MethodBodies.of(text);
        Made now = new Made(text, Map.copyOf(made), bodies);
        bySource.put(source, now);
        used += now.size();
    }

    private Made forget(Path source) {
        Made before = bySource.remove(source);
        used -= before == null ? 0 : before.size();
        return before;
    }

    private void makeRoom() {
        Iterator<Made> longestUnused = bySource.values().iterator();
        while (used > room && longestUnused.hasNext()) {
            used -= longestUnused.next().size();
            longestUnused.remove();
        }
    }

    /** Forget a source for good: nothing is gained by what is known of it. */
    void dismiss(Path source) {
        forget(source);
        unfit.add(source);
    }

    /** Find what was made of a text, if it is what the current classes are. */
    Optional<Made> of(SourceText source, CurrentClasses current) {
        return Optional.ofNullable(bySource.get(source.path()))
                .filter(made -> made.text.equals(source.text()))
                .filter(made -> made.classes.entrySet().stream()
                        .allMatch(c -> current.find(c.getKey())
                                .filter(bytes -> Arrays.equals(bytes, c.getValue()))
                                .isPresent()));
    }
}

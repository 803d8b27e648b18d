package org.jurigged.controller.session;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jurigged.controller.compile.TextLayer;
import org.jurigged.controller.recode.PatchText;

/**
 * The patches that are live and in no source file, as texts: each file is compiled with its patches in it. A patch whose
 * definition is another one in the file by now is left out. Thread-safe.
 */
final class PatchLayer implements TextLayer {
    private static final int REMEMBERED = 8;

    private final Map<Path, List<Entry>> active = new ConcurrentHashMap<>();
    private final Map<Path, Deque<Composed>> recent = new HashMap<>();

    /** A live patch. */
    record Entry(int number, PatchText text) {}

    /** A file's own text, and what the patches that were live made of it. */
    private record Composed(List<Entry> entries, String own, String text) {}

    /** Whether any patch is live that is in no source file. */
    boolean isAny() {
        return !active.isEmpty();
    }

    /** Returns a file's live patches in the order in which they were made. */
    List<Entry> of(Path file) {
        return active.getOrDefault(file, List.of());
    }

    /** Makes these a file's live patches. */
    void set(Path file, List<Entry> entries) {
        if (entries.isEmpty()) {
            active.remove(file);
        } else {
            active.put(file, List.copyOf(entries));
        }
    }

    @Override
    public String textOf(Path file, String own) {
        List<Entry> entries = of(file);
        if (entries.isEmpty()) {
            return own;
        }
        synchronized (recent) {
            Deque<Composed> known = recent.computeIfAbsent(file, f -> new ArrayDeque<>());
            for (Composed composed : known) {
                if (composed.own.equals(own) && composed.entries.equals(entries)) {
                    return composed.text;
                }
            }
            Composed composed = new Composed(entries, own, compose(file, own, entries));
            known.addFirst(composed);
            if (known.size() > REMEMBERED) {
                known.removeLast();
            }
            return composed.text;
        }
    }

    /** Returns the own text that a file had when its text with patches was this one. */
    Optional<String> ownOf(Path file, String text) {
        synchronized (recent) {
            return recent.getOrDefault(file, new ArrayDeque<>()).stream()
                    .filter(composed -> composed.text.equals(text))
                    .map(Composed::own)
                    .findFirst();
        }
    }

    static String compose(Path file, String own, List<Entry> entries) {
        String text = own;
        for (Entry entry : entries) {
            text = entry.text.applyTo(file.getFileName().toString(), text).orElse(text);
        }
        return text;
    }
}

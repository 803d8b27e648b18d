package org.jurigged.controller.watch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which watched files stand for which entries elsewhere: a linked file for every file on its chain of links.
 *
 * <p>An entry is known by its directory's key and its name, so it does not matter by which path the directory is watched.
 * Confined to the watcher's lock.
 */
final class Links {
    /** As many links in a row as Linux follows. */
    private static final int LONGEST_CHAIN = 40;

    private record Entry(Object dirKey, Path name) {}

    private final Map<Entry, Set<Path>> files = new HashMap<>();
    private final Map<Path, List<Entry>> entries = new HashMap<>();

    /** Returns the watched files that stand for an entry of that directory. */
    Set<Path> standingFor(Object dirKey, Path name) {
        return files.getOrDefault(new Entry(dirKey, name), Set.of());
    }

    /** Makes the file stand for an entry, its own included. */
    void add(Path file, Object dirKey, Path name) {
        Entry entry = new Entry(dirKey, name);
        if (files.computeIfAbsent(entry, e -> new LinkedHashSet<>()).add(file)) {
            entries.computeIfAbsent(file, f -> new ArrayList<>()).add(entry);
        }
    }

    /** Forgets what the file stands for. */
    void remove(Path file) {
        List<Entry> former = entries.remove(file);
        if (former != null) {
            former.forEach(entry -> files.get(entry).remove(file));
        }
    }

    /** Returns the files that a link leads to, one by one; empty for a file that is no link. */
    static List<Path> chain(Path link) {
        List<Path> chain = new ArrayList<>();
        Path at = link;
        while (Files.isSymbolicLink(at) && chain.size() < LONGEST_CHAIN) {
            try {
                at = at.resolveSibling(Files.readSymbolicLink(at)).normalize();
            } catch (IOException e) {
                break;
            }
            chain.add(at);
        }
        return chain;
    }
}

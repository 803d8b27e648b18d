package org.jurigged.controller.watch;

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * A map by path that finds all that is below a directory without looking at the rest.
 *
 * <p>Keys are the paths' strings: ordered as strings, a directory's content is one range. Not safe for several threads.
 */
final class PathMap<V> {
    private final NavigableMap<String, V> map = new TreeMap<>();

    V get(Path path) {
        return map.get(path.toString());
    }

    V put(Path path, V value) {
        return map.put(path.toString(), value);
    }

    V remove(Path path) {
        return map.remove(path.toString());
    }

    /** Returns the live collection of everything in the map. */
    Collection<V> values() {
        return map.values();
    }

    /** Returns a copy of what is below the directory, itself not included. */
    List<V> below(Path dir) {
        String name = dir.toString();
        String from = name.endsWith(File.separator) ? name : name + File.separatorChar;
        String to = from.substring(0, from.length() - 1) + (char) (File.separatorChar + 1);
        return new ArrayList<>(map.subMap(from, true, to, false).values());
    }
}

package org.jurigged.bench;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Times by name, from several processes. */
final class Times {
    private final Map<String, List<Double>> byName = new HashMap<>();

    void add(String prefix, Map<String, List<Double>> more) {
        more.forEach((name, times) ->
                byName.computeIfAbsent(prefix + name, n -> new ArrayList<>()).addAll(times));
    }

    boolean has(String name) {
        return byName.containsKey(name);
    }

    Sample get(String name) {
        return new Sample(byName.get(name));
    }
}

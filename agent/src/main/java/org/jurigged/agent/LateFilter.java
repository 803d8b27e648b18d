package org.jurigged.agent;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Which classes the controller wants to see before they are defined. */
final class LateFilter {
    static final LateFilter NONE = new LateFilter(new ArrayList<String>(), new ArrayList<String>());

    private final Set<String> names;
    private final List<String> prefixes;

    LateFilter(List<String> names, List<String> prefixes) {
        this.names = new HashSet<>(names);
        this.prefixes = prefixes;
    }

    boolean concerns(String name) {
        return names.contains(name) || isBelow(prefixes, name);
    }

    static boolean isBelow(List<String> prefixes, String name) {
        for (int i = 0; i < prefixes.size(); i++) {
            if (name.startsWith(prefixes.get(i))) {
                return true;
            }
        }
        return false;
    }
}

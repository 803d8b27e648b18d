package org.jurigged.controller.compile;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Numbers the names of the project's classes, in internal form; all other names have no number. Not thread-safe. */
final class ClassNames {
    /** The number of a class that is not of the project. */
    static final int NONE = -1;

    private final Map<String, Integer> ids = new HashMap<>();
    private final List<String> names = new ArrayList<>();
    private final Set<String> packages = new HashSet<>();

    /** Number a class of the project, and from now on all classes of its package that are asked for. */
    int add(String name) {
        packages.add(packageOf(name));
        return idOf(name);
    }

    /** Number a class if its package is one of the project's, {@link #NONE} otherwise. */
    int idOf(String name) {
        Integer id = ids.get(name);
        if (id != null) {
            return id;
        }
        if (!packages.contains(packageOf(name))) {
            return NONE;
        }
        ids.put(name, names.size());
        names.add(name);
        return names.size() - 1;
    }

    /** The number of a class that has one already, {@link #NONE} otherwise. */
    int known(String name) {
        return ids.getOrDefault(name, NONE);
    }

    String nameOf(int id) {
        return names.get(id);
    }

    static String packageOf(String name) {
        return name.substring(0, Math.max(0, name.lastIndexOf('/')));
    }
}

package org.jurigged.controller.session;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jurigged.controller.JuriggedException;
import org.jurigged.controller.target.LoadedClass;
import org.jurigged.controller.target.Target;

/**
 * Finds the classes that a program made at run time to stand for its own: proxies of {@code java.lang.reflect}, and
 * subclasses by CGLIB, Byte Buddy or Javassist.
 *
 * <p>They are told by their names, which all of these derive from the class's own: to ask every loaded class for its
 * superclass takes a JVM some seconds. Not thread-safe; asks the JVM for its classes once.
 */
final class StandIns {
    private static final Pattern PROXY = Pattern.compile("(?:.*\\.)?\\$Proxy\\d+");

    private final Target target;
    private final Predicate<String> hasClassFile;
    private final Map<String, Map<String, List<String>>> known = new HashMap<>();
    private final List<LoadedClass> proxies = new ArrayList<>();
    private NavigableMap<String, List<LoadedClass>> derived;

    StandIns(Target target, Predicate<String> hasClassFile) {
        this.target = target;
        this.hasClassFile = hasClassFile;
    }

    /** Returns those that extend or implement a type directly, with their direct supertypes. */
    Map<String, List<String>> of(String className) throws JuriggedException {
        Map<String, List<String>> found = known.get(className);
        if (found == null) {
            found = find(className);
            known.put(className, found);
        }
        return found;
    }

    private Map<String, List<String>> find(String className) throws JuriggedException {
        if (derived == null) {
            read();
        }
        List<LoadedClass> candidates = new ArrayList<>(proxies);
        beginning(className + "$").forEach(candidates::addAll);
        beginning(className + "_").forEach(candidates::addAll);
        Map<String, List<String>> found = new TreeMap<>();
        for (LoadedClass candidate : candidates) {
            List<String> supertypes = candidate.supertypes();
            if (supertypes.contains(className) && !hasClassFile.test(candidate.name())) {
                found.put(candidate.name(), supertypes);
            }
        }
        return found;
    }

    private void read() throws JuriggedException {
        derived = new TreeMap<>();
        for (LoadedClass loaded : target.classes(name -> name.indexOf('$') >= 0 || name.indexOf('_') >= 0)) {
            if (PROXY.matcher(loaded.name()).matches()) {
                proxies.add(loaded);
            } else {
                derived.computeIfAbsent(loaded.name(), name -> new ArrayList<>())
                        .add(loaded);
            }
        }
    }

    private Collection<List<LoadedClass>> beginning(String prefix) {
        return derived.subMap(prefix, true, prefix + Character.MAX_VALUE, false).values();
    }
}

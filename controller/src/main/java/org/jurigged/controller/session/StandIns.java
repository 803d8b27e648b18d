package org.jurigged.controller.session;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeMap;
import java.util.TreeSet;
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
    private NavigableSet<String> names;
    private List<String> proxies;

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
        if (names == null) {
            names = new TreeSet<>(target.loadedNames(name -> true));
            proxies = names.stream().filter(n -> PROXY.matcher(n).matches()).toList();
        }
        List<String> candidates = new ArrayList<>(proxies);
        candidates.addAll(beginning(className + "$"));
        candidates.addAll(beginning(className + "_"));
        Map<String, List<String>> found = new TreeMap<>();
        for (String candidate : candidates) {
            for (LoadedClass loaded :
                    hasClassFile.test(candidate) ? List.<LoadedClass>of() : target.classes(candidate)) {
                List<String> supertypes = loaded.supertypes();
                if (supertypes.contains(className)) {
                    found.put(candidate, supertypes);
                }
            }
        }
        return found;
    }

    private NavigableSet<String> beginning(String prefix) {
        return names.subSet(prefix, true, prefix + Character.MAX_VALUE, false);
    }
}

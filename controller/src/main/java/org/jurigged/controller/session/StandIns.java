package org.jurigged.controller.session;

import java.util.List;
import java.util.Map;
import java.util.Set;
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
 * superclass takes a JVM some seconds.
 */
final class StandIns {
    private static final Pattern PROXY = Pattern.compile("(?:.*\\.)?\\$Proxy\\d+");

    private final Target target;
    private final Predicate<String> hasClassFile;

    StandIns(Target target, Predicate<String> hasClassFile) {
        this.target = target;
        this.hasClassFile = hasClassFile;
    }

    /** Returns those that extend or implement a type directly, with their direct supertypes. */
    Map<String, List<String>> of(String className) throws JuriggedException {
        Set<String> candidates = target.loadedNames(name ->
                PROXY.matcher(name).matches() || name.startsWith(className + "$") || name.startsWith(className + "_"));
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
}

package org.jurigged.controller.target;

import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Which classes may have to be brought up to date when they are prepared.
 *
 * @param names binary names of such classes
 * @param prefixes beginnings of names ({@code a.b.}): of classes below them nobody may know before they are prepared
 * @param isKnown whether a class is known, so that it needs nothing unless it is named; asked on the thread that reads
 *     the JVM's events, so it has to answer at once
 */
public record LateNames(Set<String> names, Set<String> prefixes, Predicate<String> isKnown) {
    /** No class. */
    public static final LateNames NONE = new LateNames(Set.of(), Set.of(), name -> true);

    public LateNames {
        names = Set.copyOf(names);
        prefixes = Set.copyOf(prefixes);
        Objects.requireNonNull(isKnown, "isKnown");
    }

    /** Returns the names and prefixes of both; what is known is known by the other. */
    LateNames and(LateNames other) {
        Set<String> allNames = new HashSet<>(names);
        allNames.addAll(other.names);
        Set<String> allPrefixes = new HashSet<>(prefixes);
        allPrefixes.addAll(other.prefixes);
        return new LateNames(allNames, allPrefixes, other.isKnown);
    }

    /** Returns the patterns of a JVM's events (JDWP ClassMatch) that all such classes match, each class one of them. */
    Set<String> filters() {
        Set<String> filters = new HashSet<>(names);
        filters.removeIf(this::hasPrefix);
        for (String prefix : prefixes) {
            if (prefixes.stream().noneMatch(other -> !other.equals(prefix) && prefix.startsWith(other))) {
                filters.add(prefix + "*");
            }
        }
        return filters;
    }

    /** Whether a class that is prepared may have to be brought up to date; hidden ones, with a slash, can't be. */
    boolean concerns(String name) {
        return names.contains(name) || (hasPrefix(name) && name.indexOf('/') < 0 && !isKnown.test(name));
    }

    private boolean hasPrefix(String name) {
        return prefixes.stream().anyMatch(name::startsWith);
    }
}

package org.jurigged.controller.compile;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Classes that stand before those of the class path, and class names that hide those of the class path. Immutable. */
final class Overlay {
    static final Overlay EMPTY = new Overlay(Map.of(), Set.of());

    private final Map<String, byte[]> classes;
    private final Set<String> hidden;
    private final Map<String, Set<String>> packages = new HashMap<>();

    private Overlay(Map<String, byte[]> classes, Set<String> hidden) {
        this.classes = classes;
        this.hidden = hidden;
        classes.keySet().forEach(this::addToPackage);
        hidden.forEach(this::addToPackage);
    }

    private void addToPackage(String name) {
        packages.computeIfAbsent(packageOf(name), p -> new TreeSet<>()).add(name);
    }

    /** The package of a binary class name, empty for the unnamed one. */
    static String packageOf(String binaryName) {
        return binaryName.substring(0, Math.max(0, binaryName.lastIndexOf('.')));
    }

    /** Put further classes on top: first {@code removed} are hidden, then {@code added} are shown. */
    Overlay with(Map<String, byte[]> added, Set<String> removed) {
        if (added.isEmpty() && removed.isEmpty()) {
            return this;
        }
        Map<String, byte[]> shown = new HashMap<>(classes);
        shown.keySet().removeAll(removed);
        shown.putAll(added);
        Set<String> gone = new HashSet<>(hidden);
        gone.addAll(removed);
        gone.removeAll(added.keySet());
        return new Overlay(shown, gone);
    }

    Optional<byte[]> bytesOf(String name) {
        return Optional.ofNullable(classes.get(name));
    }

    /** Whether the class path's class of that name is not to be seen, because it is replaced or gone. */
    boolean covers(String name) {
        return classes.containsKey(name) || hidden.contains(name);
    }

    /** Names of the classes of a package that this overlay replaces or hides. */
    Set<String> in(String packageName) {
        return packages.getOrDefault(packageName, Set.of());
    }

    /** Like {@link #in}, of the package and all packages below it. */
    Set<String> under(String packageName) {
        Set<String> names = new TreeSet<>(in(packageName));
        packages.forEach((p, inPackage) -> {
            if (packageName.isEmpty() || p.startsWith(packageName + '.')) {
                names.addAll(inPackage);
            }
        });
        return names;
    }

    Map<String, byte[]> classes() {
        return classes;
    }

    Set<String> hidden() {
        return hidden;
    }
}

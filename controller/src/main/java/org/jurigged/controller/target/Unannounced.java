package org.jurigged.controller.target;

import com.sun.jdi.ClassLoaderReference;
import com.sun.jdi.ObjectCollectedException;
import com.sun.jdi.ReferenceType;
import com.sun.jdi.VirtualMachine;
import java.util.Collection;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Classes that run already and that JDI hasn't heard of.
 *
 * <p>JDI learns of a new class from its class-prepare event, which may still be on its way when the class runs. What a
 * loader can see is asked of the JVM anew each time (JDWP ClassLoaderReference.VisibleClasses). Thread-safe.
 */
final class Unannounced {
    private final VirtualMachine vm;
    private final Loaders all;
    private final Map<String, Set<ReferenceType>> found = new ConcurrentHashMap<>();

    Unannounced(VirtualMachine vm, Loaders all) {
        this.vm = vm;
        this.all = all;
    }

    /** Looks for classes in the loaders that have other classes of their packages, or of the packages around those. */
    void lookFor(Set<String> names) {
        if (names.isEmpty()) {
            return;
        }
        for (ClassLoaderReference loader : loaders(names)) {
            lookFor(names, loader);
        }
    }

    private void lookFor(Set<String> names, ClassLoaderReference loader) {
        try {
            for (ReferenceType type : loader.visibleClasses()) {
                if (names.contains(type.name())) {
                    found.computeIfAbsent(type.name(), name -> ConcurrentHashMap.newKeySet())
                            .add(type);
                }
            }
        } catch (ObjectCollectedException e) {
            // It has no classes any more.
            return;
        }
    }

    /** Returns all that was found of some names. */
    Collection<ReferenceType> found(Set<String> names) {
        return names.stream()
                .flatMap(name -> found.getOrDefault(name, Set.of()).stream())
                .toList();
    }

    private Set<ClassLoaderReference> loaders(Set<String> names) {
        Set<ClassLoaderReference> loaders = new HashSet<>();
        Set<String> packages = names.stream().map(Unannounced::packageOf).collect(Collectors.toSet());
        while (loaders.isEmpty() && !packages.isEmpty()) {
            for (ReferenceType type : vm.allClasses()) {
                if (packages.contains(packageOf(type.name()))) {
                    all.find(type).ifPresent(loaders::add);
                }
            }
            packages = packages.stream()
                    .filter(name -> !name.isEmpty())
                    .map(name -> packageOf(name.substring(0, name.length() - 1)))
                    .collect(Collectors.toSet());
        }
        return loaders.isEmpty() ? allLoaders() : loaders;
    }

    /** For the first class of its package there is nothing to go by, nor in the unnamed one. */
    private Set<ClassLoaderReference> allLoaders() {
        Set<ClassLoaderReference> loaders = new HashSet<>();
        for (ReferenceType type : vm.allClasses()) {
            all.find(type).ifPresent(loaders::add);
        }
        return loaders;
    }

    private static String packageOf(String className) {
        return className.substring(0, className.lastIndexOf('.') + 1);
    }

    /** Returns what was found of a name and JDI still hasn't heard of; the others are its own to look after. */
    Collection<ReferenceType> besides(Set<ReferenceType> known, String name, Predicate<ReferenceType> unloaded) {
        Set<ReferenceType> ours = found.get(name);
        if (ours == null) {
            return Set.of();
        }
        ours.removeIf(type -> known.contains(type) || unloaded.test(type));
        return ours;
    }
}

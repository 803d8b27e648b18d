package org.jurigged.controller.target;

import com.sun.jdi.ReferenceType;
import com.sun.jdi.VirtualMachine;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** Looks up loaded classes: those that JDI lists, those it hasn't heard of, and those defined by us. Thread-safe. */
final class LoadedTypes {
    /** Who lists more doesn't mean to redefine them. */
    private static final int FEW = 500;

    /** The event that tells of it is in the same stream as the answer of the call that linked a class. */
    private static final long HEARING_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final VirtualMachine vm;
    private final Loaders loaders;
    private final Unannounced unannounced;
    private final ListedTypes listed;
    private final Map<String, Set<ReferenceType>> defined = new ConcurrentHashMap<>();

    LoadedTypes(VirtualMachine vm, Loaders loaders) {
        this.vm = vm;
        this.loaders = loaders;
        this.unannounced = new Unannounced(vm, loaders);
        this.listed = new ListedTypes(vm);
    }

    /** Notes a class that we defined: it is listed though it isn't prepared. */
    void defined(ReferenceType type) {
        defined.computeIfAbsent(type.name(), name -> ConcurrentHashMap.newKeySet())
                .add(type);
    }

    /** Notes classes of these names that an earlier session defined: the debug agent lists none that isn't prepared. */
    void know(Set<String> binaryNames) {
        unannounced.lookFor(binaryNames);
        for (String name : binaryNames) {
            unannounced
                    .besides(Set.copyOf(listed.named(name)), name, loaders.unloaded(true))
                    .forEach(this::defined);
        }
    }

    /** Asks the JVM for classes that JDI hasn't heard of. */
    void lookFor(Set<String> binaryNames) {
        unannounced.lookFor(binaryNames);
    }

    /** Returns those of what was last looked for that are loaded and not linked: they are in no list until they are. */
    Collection<ReferenceType> unlinked(Set<String> binaryNames) {
        return unannounced.found(binaryNames).stream()
                .filter(type -> !type.isPrepared())
                .toList();
    }

    /** Waits until JDI has heard that classes are linked; one that can't be linked never is, and runs nothing either. */
    static void awaitPrepared(Collection<ReferenceType> linked) {
        long end = System.nanoTime() + HEARING_NANOS;
        while (!linked.stream().allMatch(ReferenceType::isPrepared) && System.nanoTime() - end < 0) {
            Thread.yield();
        }
    }

    /** Returns the prepared classes of a name, and those defined by us. */
    List<LoadedClass> named(String binaryName) {
        return prepared(binaryName, listed.named(binaryName), loaders.unloaded(true));
    }

    /** Returns what {@link #named(String)} does for each of the names that has any. */
    Map<String, List<LoadedClass>> named(Set<String> binaryNames) {
        Map<String, List<ReferenceType>> types = listed.named(binaryNames);
        Map<String, List<LoadedClass>> found = new HashMap<>();
        Predicate<ReferenceType> unloaded = loaders.unloaded(types.size() <= FEW);
        for (String name : binaryNames) {
            List<LoadedClass> named = prepared(name, types.getOrDefault(name, List.of()), unloaded);
            if (!named.isEmpty()) {
                found.put(name, named);
            }
        }
        return found;
    }

    private List<LoadedClass> prepared(
            String binaryName, Collection<ReferenceType> listed, Predicate<ReferenceType> unloaded) {
        Set<ReferenceType> types = new LinkedHashSet<>(listed);
        types.removeIf(unloaded);
        types.addAll(unannounced.besides(Set.copyOf(listed), binaryName, unloaded));
        types.removeIf(type -> !type.isPrepared());
        Set<ReferenceType> ours = defined.get(binaryName);
        if (ours != null) {
            ours.removeIf(unloaded);
            types.addAll(ours);
        }
        return types.stream()
                .<LoadedClass>map(type -> new JdiClass(type, loaders))
                .toList();
    }

    /** Whether a class was unloaded. */
    boolean isUnloaded(LoadedClass loaded) {
        return loaders.unloaded(true).test(((JdiClass) loaded).type());
    }

    /** Returns all prepared classes whose names the filter admits. */
    List<LoadedClass> prepared(Predicate<String> filter) {
        Predicate<ReferenceType> unloaded = loaders.unloaded(false);
        List<LoadedClass> found = new ArrayList<>();
        for (ReferenceType type : vm.allClasses()) {
            if (isNamed(type.name()) && filter.test(type.name()) && !unloaded.test(type) && type.isPrepared()) {
                found.add(new JdiClass(type, loaders));
            }
        }
        return found;
    }

    /** Returns the names of all loaded classes that the filter admits. */
    Set<String> names(Predicate<String> filter) {
        Set<String> names = new TreeSet<>();
        for (ReferenceType type : vm.allClasses()) {
            if (isNamed(type.name()) && filter.test(type.name())) {
                names.add(type.name());
            }
        }
        return names;
    }

    /** Hidden classes have a slash in what stands for their name (JVMS 5.4.3), arrays have brackets. */
    private static boolean isNamed(String name) {
        return name.indexOf('/') < 0 && !name.endsWith("]");
    }
}

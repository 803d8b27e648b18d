package org.jurigged.controller.compile;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiPredicate;

/**
 * Knows which class of the project mentions which, from the class files of its class directories. Class names are
 * binary names, sources are package and file name ({@code com/acme/Foo.java}). Thread-safe.
 */
final class DependencyIndex {
    private final ClassNames names = new ClassNames();
    private final Map<Integer, ClassFacts> facts = new HashMap<>();
    private final Map<String, Set<Integer>> bySource = new HashMap<>();
    private final Map<String, Set<String>> byFileName = new HashMap<>();
    private final Set<Integer> conforming = new HashSet<>();
    private final Mentions mentions = new Mentions();

    /** Read all class files below some directories; a class counts where it comes first. Takes a while. */
    static DependencyIndex of(Collection<Path> directories) {
        DependencyIndex index = new DependencyIndex();
        Map<String, Path> files = ClassFolders.classFiles(directories);
        files.keySet().forEach(index.names::add); // first, since only references to known packages are kept
        for (Path file : files.values()) {
            if (Thread.currentThread().isInterrupted()) {
                break;
            }
            index.read(file);
        }
        return index;
    }

    private void read(Path file) {
        try {
            put(Files.readAllBytes(file));
        } catch (IOException | RuntimeException e) {
            // gone or half written: a class that can't be read has no dependencies to tell
        }
    }

    /** Take in a class file, in place of an earlier one of that class, and name its source. */
    synchronized String put(byte[] classFile) {
        int id = names.add(ClassFileScan.nameOf(classFile));
        ClassFacts read = ClassFileScan.read(classFile, names);
        ClassFacts before = facts.put(id, read);
        forgetSource(id, before);
        if (read.conforms()) {
            conforming.add(id);
        } else {
            conforming.remove(id);
        }
        bySource.computeIfAbsent(read.source(), source -> new HashSet<>()).add(id);
        byFileName
                .computeIfAbsent(fileName(read.source()), name -> new HashSet<>())
                .add(read.source());
        mentions.add(id, read, before);
        return read.source();
    }

    /** Forget a class. */
    synchronized void remove(String name) {
        int id = idOf(name);
        conforming.remove(id);
        forgetSource(id, facts.remove(id));
    }

    private void forgetSource(int id, ClassFacts known) {
        if (known == null) {
            return;
        }
        String source = known.source();
        Set<Integer> classes = bySource.get(source);
        classes.remove(id);
        if (classes.isEmpty()) {
            bySource.remove(source);
            byFileName.computeIfPresent(
                    fileName(source), (name, sources) -> sources.remove(source) && sources.isEmpty() ? null : sources);
        }
    }

    private static String fileName(String source) {
        return source.substring(source.lastIndexOf('/') + 1);
    }

    /** Whether a class has been read. */
    synchronized boolean knows(String name) {
        return facts.containsKey(idOf(name));
    }

    /** Whether the index was built from another version of a class than this. */
    synchronized boolean knowsOther(String name, byte[] classFile) {
        ClassFacts known = facts.get(idOf(name));
        return known != null
                && (known.length() != classFile.length || known.checksum() != ClassFileScan.checksum(classFile));
    }

    /** List the classes that the known version of a class mentions and this version does not. */
    synchronized Set<String> noLongerMentioned(String name, byte[] classFile) {
        ClassFacts before = facts.get(idOf(name));
        Set<String> lost = new TreeSet<>();
        if (before != null) {
            ClassFacts after = ClassFileScan.read(classFile, names);
            for (int id : before.references()) {
                if (!after.refersTo(id)) {
                    lost.add(binaryName(id));
                }
            }
        }
        return lost;
    }

    /** List these classes, those that mention one of them, those that mention one of those and so on; the nearest first. */
    synchronized List<String> dependents(Collection<String> classes) {
        Set<Integer> found = new LinkedHashSet<>();
        Deque<Integer> open = new ArrayDeque<>();
        for (String name : classes) {
            int id = names.add(name.replace('.', '/'));
            if (found.add(id)) {
                open.add(id);
            }
        }
        while (!open.isEmpty()) {
            int mentioned = open.remove();
            mentions.of(mentioned).forEach(id -> {
                ClassFacts known = facts.get(id);
                if (known != null && known.refersTo(mentioned) && found.add(id)) {
                    open.add(id);
                }
            });
        }
        return found.stream().map(this::binaryName).toList();
    }

    /** List the classes that ask for classes by their names, and those that depend on them. */
    synchronized Set<String> open() {
        Set<String> asking = new TreeSet<>();
        facts.forEach((id, known) -> {
            if (known.asksByName()) {
                asking.add(binaryName(id));
            }
        });
        return new TreeSet<>(dependents(asking));
    }

    /** List the classes that mention {@code __conform__}. */
    synchronized Set<String> conforming() {
        Set<String> classes = new TreeSet<>();
        conforming.forEach(id -> classes.add(binaryName(id)));
        return classes;
    }

    /** List all sources. */
    synchronized Set<String> sources() {
        return new HashSet<>(bySource.keySet());
    }

    /** List the sources that have a file name ({@code Foo.java}), of any package. */
    synchronized Set<String> sourcesNamed(String fileName) {
        return new HashSet<>(byFileName.getOrDefault(fileName, Set.of()));
    }

    /** List the classes of some sources. */
    synchronized Set<String> classesOf(Collection<String> sources) {
        Set<String> classes = new TreeSet<>();
        for (String source : sources) {
            for (int id : bySource.getOrDefault(source, Set.of())) {
                classes.add(binaryName(id));
            }
        }
        return classes;
    }

    /** List the class and all its direct and indirect subtypes. */
    synchronized Set<String> withSubtypes(String name) {
        Set<String> types = new TreeSet<>();
        types.add(name);
        subtypes(idOf(name)).forEach(id -> types.add(binaryName(id)));
        return types;
    }

    /** The closure of "extends or implements". */
    private Set<Integer> subtypes(int root) {
        Set<Integer> found = new HashSet<>();
        Deque<Integer> open = new ArrayDeque<>(List.of(root));
        while (!open.isEmpty()) {
            int type = open.remove();
            mentions.of(type).forEach(id -> {
                ClassFacts known = facts.get(id);
                if (known != null && known.isSubtypeOf(type) && found.add(id)) {
                    open.add(id);
                }
            });
        }
        found.remove(root);
        return found;
    }

    /** List the sources of these classes. */
    synchronized Set<String> sourcesOf(Set<String> classes) {
        Set<String> sources = new TreeSet<>();
        for (String name : classes) {
            ClassFacts f = facts.get(idOf(name));
            if (f != null) {
                sources.add(f.source());
            }
        }
        return sources;
    }

    /** List the sources whose classes mention one of these classes. */
    synchronized Set<String> sourcesReferringTo(Set<String> classes) {
        return sourcesWhere(classes, ClassFacts::refersTo);
    }

    /** List the sources whose classes mention a member of one of these names of one of these classes. */
    synchronized Set<String> sourcesUsing(Set<String> owners, Set<String> members) {
        return sourcesWhere(owners, (f, id) -> members.stream().anyMatch(member -> f.uses(id, member)));
    }

    /** List the sources whose classes mention a method of one of these names that all classes have from {@code Object}. */
    synchronized Set<String> sourcesUsingObject(Set<String> members) {
        Set<String> sources = new TreeSet<>();
        for (ClassFacts f : facts.values()) {
            if (members.stream().anyMatch(member -> f.uses(ClassFacts.OBJECT, member))) {
                sources.add(f.source());
            }
        }
        return sources;
    }

    /** List the sources whose classes mention one of these classes, and {@linkplain ClassFacts#LIBRARY beside it} such a member. */
    synchronized Set<String> sourcesUsingLibrary(Set<String> classes, Set<String> members) {
        return sourcesWhere(
                classes,
                (f, id) -> f.refersTo(id) && members.stream().anyMatch(member -> f.uses(ClassFacts.LIBRARY, member)));
    }

    /** List the direct and indirect supertypes of some classes, as far as they are of the project, without the classes. */
    synchronized Set<String> supertypes(Set<String> classes) {
        Set<String> found = new TreeSet<>();
        Deque<String> open = new ArrayDeque<>(classes);
        while (!open.isEmpty()) {
            ClassFacts known = facts.get(idOf(open.remove()));
            for (int id : known == null ? new int[0] : known.supertypes()) {
                String name = binaryName(id);
                if (!classes.contains(name) && found.add(name)) {
                    open.add(name);
                }
            }
        }
        return found;
    }

    /** List the classes that mention one of these classes in a generic type. */
    synchronized Set<String> classesWithGeneric(Set<String> classes) {
        Set<String> found = new TreeSet<>();
        for (String name : classes) {
            int mentioned = idOf(name);
            mentions.of(mentioned)
                    .filter(id -> facts.containsKey(id) && facts.get(id).refersGenericallyTo(mentioned))
                    .forEach(id -> found.add(binaryName(id)));
        }
        return found;
    }

    /** List the type and the interfaces that extend it, at any distance. */
    synchronized Set<String> withSubinterfaces(String name) {
        Set<String> types = withSubtypes(name);
        types.removeIf(type -> {
            ClassFacts known = facts.get(idOf(type));
            return !type.equals(name) && (known == null || !known.isInterface());
        });
        return types;
    }

    /** Who uses a member of a class mentions the class, too (JVMS 4.4.2). */
    private Set<String> sourcesWhere(Set<String> classes, BiPredicate<ClassFacts, Integer> test) {
        Set<String> sources = new TreeSet<>();
        for (String name : classes) {
            int mentioned = idOf(name);
            mentions.of(mentioned)
                    .mapToObj(facts::get)
                    .filter(f -> f != null && test.test(f, mentioned))
                    .forEach(f -> sources.add(f.source()));
        }
        return sources;
    }

    private String binaryName(int id) {
        return names.nameOf(id).replace('/', '.');
    }

    private int idOf(String name) {
        return names.known(name.replace('.', '/'));
    }
}

package org.jurigged.reshape;

import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jurigged.reshape.form.Forms;
import org.objectweb.asm.ClassReader;

/**
 * What became of the classes of one class loader by the edits so far. Immutable: an edit that is applied makes a new one.
 *
 * @param classes the classes that were ever redefined, or defined by an edit, by binary name
 * @param companions the class files of the companions that the loader has, by binary name
 */
public record Realm(Map<String, Shaped> classes, Map<String, byte[]> companions) {
    /** Where nothing was edited yet. */
    public static final Realm EMPTY = new Realm(Map.of(), Map.of());

    public Realm {
        classes = copy(classes);
        companions = copy(companions);
    }

    /** Each class that is loaded after an edit makes a new realm: of large maps, {@code Map.copyOf} is no fast copy. */
    private static <T> Map<String, T> copy(Map<String, T> map) {
        Map<String, T> copy = new HashMap<>(map);
        copy.forEach((name, each) -> {
            Objects.requireNonNull(name, "name");
            Objects.requireNonNull(each, name);
        });
        return Collections.unmodifiableMap(copy);
    }

    /** Returns this realm with some classes and companions replaced or added. */
    public Realm with(Map<String, Shaped> newClasses, Map<String, byte[]> newCompanions) {
        if (newClasses.isEmpty() && newCompanions.isEmpty()) {
            return this;
        }
        Map<String, Shaped> allClasses = new HashMap<>(classes);
        allClasses.putAll(newClasses);
        Map<String, byte[]> allCompanions = new HashMap<>(companions);
        allCompanions.putAll(newCompanions);
        return new Realm(allClasses, allCompanions);
    }

    /**
     * Returns the names of the classes of which some part is in a companion, or the schema of which isn't the latest, and
     * of the interfaces that the JVM is wrong about for some class.
     */
    public Set<String> reshaped() {
        Set<String> names = new HashSet<>();
        classes.forEach((name, shaped) -> {
            if (!Arrays.equals(shaped.identified(), shaped.physical())) {
                names.add(name);
            }
        });
        names.addAll(adopted());
        return names;
    }

    /**
     * Returns the names of the interfaces that the JVM is, or was, wrong about for some class: code that has to do with one
     * need not name it but in a descriptor.
     */
    public Set<String> adopted() {
        Set<String> names = new HashSet<>();
        companions.keySet().forEach(name -> Forms.adoptedBy(name).ifPresent(names::add));
        return names;
    }

    /**
     * Returns names that javac gave, and the lasting ones that the same classes may have: javac numbers anonymous and local
     * classes anew with each edit of their nest.
     *
     * @param names binary names of today's classes
     */
    public Set<String> lasting(Set<String> names) {
        Set<String> nests = new HashSet<>();
        for (String name : names) {
            if (NestVersions.isNumbered(name)) {
                nests.add(NestVersions.outermost(name));
            }
        }
        if (nests.isEmpty()) {
            return names;
        }
        Set<String> all = new HashSet<>(names);
        for (String name : classes.keySet()) {
            if (NestVersions.isNumbered(name) && nests.contains(NestVersions.outermost(name))) {
                all.add(name);
            }
        }
        return all;
    }

    /**
     * Returns the names by which the loader may know the subtypes of a type, by today's source or in the JVM; other classes
     * of their nests are none.
     *
     * @param type binary name of a type
     * @param names binary names of its subtypes today, at any distance, as javac gave them
     */
    public Set<String> lastingSubtypes(String type, Set<String> names) {
        Set<String> found = new HashSet<>(lasting(names));
        List<String> numbered = found.stream()
                .filter(name -> NestVersions.isNumbered(name) && classes.containsKey(name))
                .toList();
        numbered.forEach(found::remove);
        boolean more;
        do {
            more = found.addAll(numbered.stream()
                    .filter(name -> classes.get(name).isDirectlyBelow(type, found))
                    .toList());
        } while (more);
        return found;
    }

    /**
     * A class that was redefined or defined by an edit.
     *
     * <p>The arrays are neither copied nor written to.
     *
     * @param schema the schema the JVM loaded
     * @param identified today's class as javac made it, with lasting names for lambdas, anonymous and local classes
     * @param physical the class file that the JVM runs
     * @param bare the same without what was put in front of methods for the sake of other classes
     * @param lineage what its members were called
     */
    @SuppressWarnings("ArrayRecordComponent") // class files are handed on, not compared
    public record Shaped(Schema schema, byte[] identified, byte[] physical, byte[] bare, Lineage lineage) {
        public Shaped {
            Objects.requireNonNull(schema, "schema");
            Objects.requireNonNull(identified, "identified");
            Objects.requireNonNull(physical, "physical");
            Objects.requireNonNull(bare, "bare");
            Objects.requireNonNull(lineage, "lineage");
        }

        private boolean isDirectlyBelow(String type, Set<String> others) {
            ClassReader today = new ClassReader(identified);
            Stream<String> names = Stream.concat(Stream.of(today.getSuperName()), Arrays.stream(today.getInterfaces()))
                    .map(name -> name.replace('/', '.'));
            Stream<String> inJvm = Stream.concat(Stream.of(schema.superName()), schema.interfaces().stream());
            return Stream.concat(names, inJvm).anyMatch(name -> name.equals(type) || others.contains(name));
        }
    }

    /**
     * Under which names the members of a class began.
     *
     * @param fields the names under which fields have their places, by name, colon and descriptor; one that has its own
     *     name is absent
     * @param methods the keys (name and descriptor) that methods have now, by the keys of loaded methods that are gone
     */
    public record Lineage(Map<String, String> fields, Map<String, String> methods) {
        /** Every member has its first name. */
        public static final Lineage NONE = new Lineage(Map.of(), Map.of());

        public Lineage {
            fields = Map.copyOf(fields);
            methods = Map.copyOf(methods);
        }
    }
}

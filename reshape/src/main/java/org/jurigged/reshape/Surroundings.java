package org.jurigged.reshape;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * What a class loader's other classes are: those that an edit doesn't concern.
 *
 * <p>Names are binary names. Asked by several threads at once, several times for the same name.
 */
public interface Surroundings {
    /** No other class is known. */
    Surroundings NONE = new Surroundings() {
        @Override
        public Optional<byte[]> classFile(String name) {
            return Optional.empty();
        }

        @Override
        public boolean isLoaded(String name) {
            return false;
        }

        @Override
        public Set<String> loadedSubtypes(String name) {
            return Set.of();
        }

        @Override
        public Set<String> asking(String name) {
            return Set.of();
        }

        @Override
        public Map<String, List<String>> standIns(String name) {
            return Map.of();
        }

        @Override
        public Set<String> loadedUsers(String owner, String member) {
            return Set.of();
        }

        @Override
        public boolean callsHashCode() {
            return true;
        }
    };

    /** Returns today's class file of a class that this loader sees, the platform's included; empty if unknown. */
    Optional<byte[]> classFile(String name);

    /**
     * Returns the class file that a loaded class of this loader runs, as far as known, which isn't today's where the class of that
     * name has become another one: what javac numbers is renumbered.
     */
    default Optional<byte[]> liveFile(String name) {
        return classFile(name);
    }

    /** Whether the JVM has loaded the class in this loader. */
    boolean isLoaded(String name);

    /** Whether the JVM has initialised the class in this loader, or is at it. */
    default boolean isInitialised(String name) {
        return false;
    }

    /** Returns the classes loaded by this loader that extend or implement a type, at any distance. */
    Set<String> loadedSubtypes(String name);

    /** Returns the classes loaded by this loader whose code may name a member of a class, or inherit it. */
    Set<String> loadedUsers(String owner, String member);

    /** Returns the classes loaded by this loader that name a type. */
    default Set<String> loadedNaming(String name) {
        return Set.of();
    }

    /**
     * Returns the methods of a class of this loader that some thread is in, by name and descriptor; an empty text stands
     * for a version of a method that isn't the class's any more.
     */
    default Set<String> running(String name) {
        return Set.of();
    }

    /**
     * Returns who besides the program's own classes in this loader may know a type, in the plural: {@code libraries}; empty
     * if nobody does.
     */
    default Optional<String> witness(String name) {
        return Optional.of("libraries");
    }

    /** Returns the keys of the methods of a class that were made to ask for overriders; see {@link Hooks}. */
    Set<String> asking(String name);

    /**
     * Returns classes that the program made at run time to stand for a type, direct subtypes of it: proxies, mocks; with the
     * names of their direct supertypes. What they do with a call was decided by the methods that reflection showed then.
     */
    Map<String, List<String>> standIns(String name);

    /**
     * Counts the objects of a class of this loader, and of its subclasses, that something refers to; empty if unknown. The
     * JVM looks at all its objects for that, and the program stands still meanwhile.
     */
    default OptionalLong objects(String name) {
        return OptionalLong.empty();
    }

    /** Whether compiled code calls {@code Object.hashCode}, rather than to read the identity hash by itself. */
    boolean callsHashCode();
}

package org.jurigged.controller.compile;

import java.util.Arrays;

/**
 * What the index keeps of a class file. Classes are numbers of {@link ClassNames}.
 *
 * @param source package and SourceFile attribute: {@code com/acme/Foo.java}
 * @param supertypes the superclass and the interfaces
 * @param references every class it mentions, sorted
 * @param generic those that it mentions in generic signatures with type arguments or bounds, sorted
 * @param uses every member it mentions: the owner in the upper half, the hash of the name in the lower; sorted. Of owners
 *     that are not of the project, those of {@link #OBJECT} and {@link #LIBRARY}
 * @param length bytes of the class file
 * @param checksum of the class file
 * @param conforms whether it mentions {@code __conform__}
 * @param asksByName whether it asks the platform for classes by their names
 * @param isInterface whether it is an interface
 */
@SuppressWarnings("ArrayRecordComponent") // large, never modified and never compared as a whole
record ClassFacts(
        String source,
        int[] supertypes,
        int[] references,
        int[] generic,
        long[] uses,
        int length,
        int checksum,
        boolean conforms,
        boolean asksByName,
        boolean isInterface) {
    /** The owner of the methods that all classes have from {@code Object}. */
    static final int OBJECT = -2;

    /**
     * The owner of members that a class file may mention with another class than the source does: in method references
     * of javac before JDK 18, the one that declares the method, and in classes with types of several bounds, one bound.
     */
    static final int LIBRARY = -3;

    boolean isSubtypeOf(int type) {
        return Arrays.stream(supertypes).anyMatch(supertype -> supertype == type);
    }

    boolean refersTo(int type) {
        return Arrays.binarySearch(references, type) >= 0;
    }

    /** Whether it has a type with that one in it: objects come out of it whose class nobody names (JLS 4.6). */
    boolean refersGenericallyTo(int type) {
        return Arrays.binarySearch(generic, type) >= 0;
    }

    /** Whether it uses a member of that name of that class; another name of the same hash counts too, rarely. */
    boolean uses(int owner, String name) {
        return Arrays.binarySearch(uses, use(owner, name)) >= 0;
    }

    static long use(int owner, String name) {
        return ((long) owner << 32) | (name.hashCode() & 0xffffffffL);
    }
}

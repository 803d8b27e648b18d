package org.jurigged.reshape.form;

/** Where a member of the latest class is in the JVM. */
sealed interface Place {
    /**
     * In its own class.
     *
     * @param name the name it has there
     */
    record InClass(String name) implements Place {}

    /**
     * In a companion's public static method of the same name; an instance method has its receiver as first parameter.
     *
     * @param companion internal name
     * @param descriptor of the companion's method
     * @param isVirtual whether the method looks at its receiver's class first
     */
    record InCompanion(String companion, String descriptor, boolean isVirtual) implements Place {}

    /** In a constructor that the loaded class has; the arguments are handed over just before it is called. */
    record InConstructor(String companion, String carrier) implements Place {}

    /** A static field in a static field of a companion. */
    record InStatic(String companion, String name) implements Place {}

    /** An instance field in a store, behind static methods {@code get(host)} and {@code put(host, value)}. */
    record InStore(String companion) implements Place {}
}

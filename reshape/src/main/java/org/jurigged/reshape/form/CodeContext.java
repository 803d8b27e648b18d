package org.jurigged.reshape.form;

/**
 * Where code is going to stand, and on whose behalf it runs.
 *
 * @param logical the class that the source has the code in
 * @param physical internal name of the class it will be in: that class, or one of its companions
 * @param isNestMate whether the JVM takes that class for a member of the logical class's nest
 */
record CodeContext(TypeInfo logical, String physical, boolean isNestMate) {
    CodeContext(TypeInfo logical, String physical) {
        this(logical, physical, false);
    }

    static CodeContext inClass(TypeInfo type) {
        return new CodeContext(type, type.name);
    }

    boolean inOwnClass() {
        return physical.equals(logical.name);
    }

    String nest(World world) {
        return inOwnClass() || isNestMate ? world.nest(logical) : physical;
    }
}

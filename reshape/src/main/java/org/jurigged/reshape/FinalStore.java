package org.jurigged.reshape;

import java.util.Objects;

/**
 * A value that waits in a companion's static field for the final field where the program has it.
 *
 * @param owner binary name of the class that has the final field
 * @param field name of the field in the source and in the companion
 * @param place name of the final field
 * @param descriptor its field descriptor (JVMS 4.3.2)
 * @param transfer how the value gets there
 */
public record FinalStore(String owner, String field, String place, String descriptor, Transfer transfer) {
    public FinalStore {
        Objects.requireNonNull(owner, "owner");
        Objects.requireNonNull(field, "field");
        Objects.requireNonNull(place, "place");
        Objects.requireNonNull(descriptor, "descriptor");
        Objects.requireNonNull(transfer, "transfer");
    }

    /** How a value gets where it belongs. */
    public enum Transfer {
        /** The field is set to the companion's value. */
        REPLACE,
        /**
         * The field is an enum constant, which the program may hold anywhere and compares by identity: every instance
         * field of the companion's object, inherited ones included, is copied into the constant that exists.
         */
        COPY_STATE
    }
}

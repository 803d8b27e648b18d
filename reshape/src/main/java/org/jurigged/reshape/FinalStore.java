package org.jurigged.reshape;

import java.util.Objects;

/**
 * A value that waits in a companion's static field for the final field of the same name in its host.
 *
 * @param field name of the field, in companion and host
 * @param descriptor its field descriptor (JVMS 4.3.2)
 * @param transfer how the value gets into the host
 */
public record FinalStore(String field, String descriptor, Transfer transfer) {
    public FinalStore {
        Objects.requireNonNull(field, "field");
        Objects.requireNonNull(descriptor, "descriptor");
        Objects.requireNonNull(transfer, "transfer");
    }

    /** How a value gets into the host. */
    public enum Transfer {
        /** The host's field is set to the companion's value. */
        REPLACE,
        /**
         * The field is an enum constant, which the program may hold anywhere and compares by identity: every instance
         * field of the companion's object, inherited ones included, is copied into the constant that exists.
         */
        COPY_STATE
    }
}

package org.jurigged.reshape.move;

import java.util.Objects;

/**
 * A local variable of the old code whose value the new code needs.
 *
 * @param slot its number (JVMS 2.6.1); a {@code long} or {@code double} takes the next number as well
 * @param tag what it holds: {@code I} for all that is an {@code int} to the JVM, {@code boolean} and {@code char}
 *     included, {@code J}, {@code F}, {@code D}, or {@code L} for any reference
 * @param display what a message calls it
 */
public record SavedLocal(int slot, char tag, String display) {
    public SavedLocal {
        Objects.requireNonNull(display, "display");
        if (slot < 0 || "IJFDL".indexOf(tag) < 0) {
            throw new IllegalArgumentException("slot " + slot + ", tag " + tag);
        }
    }
}

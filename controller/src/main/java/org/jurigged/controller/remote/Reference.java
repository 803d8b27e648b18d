package org.jurigged.controller.remote;

import java.io.Serializable;

/** An object that stays where it is, in a stream. */
sealed interface Reference extends Serializable {
    /** The object is the sender's. */
    record Mine(long number, String type) implements Reference {}

    /** The object is the receiver's. */
    record Yours(long number) implements Reference {}
}

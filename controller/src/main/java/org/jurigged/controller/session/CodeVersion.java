package org.jurigged.controller.session;

import java.util.Objects;

/**
 * A class file that a loaded class runs or ran.
 *
 * @param bytes the class file, with what {@link Entrances} put into it
 * @param edit the number of the save that brought it, counted by the session from 1; 0 for what the JVM had loaded
 * @param sinceMillis when that was, in milliseconds since 1970; 0 for what the JVM had loaded
 */
@SuppressWarnings("ArrayRecordComponent") // class files are handed on, not compared
record CodeVersion(byte[] bytes, int edit, long sinceMillis) {
    CodeVersion {
        Objects.requireNonNull(bytes, "bytes");
    }

    static CodeVersion loaded(byte[] bytes) {
        return new CodeVersion(bytes, 0, 0);
    }
}

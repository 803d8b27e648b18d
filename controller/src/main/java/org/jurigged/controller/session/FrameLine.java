package org.jurigged.controller.session;

import java.util.Objects;

/**
 * One frame of a thread, as {@code jurigged frames} shows it.
 *
 * @param method display name of the method, or of those it may be
 * @param line line in the version of the source that it runs; -1 when not known
 * @param old whether it runs code that has been replaced
 */
public record FrameLine(String thread, String method, int line, boolean old) {
    public FrameLine {
        Objects.requireNonNull(thread, "thread");
        Objects.requireNonNull(method, "method");
    }

    /** Returns it as one line of text. */
    public String encode() {
        return String.join("\t", Integer.toString(line), Boolean.toString(old), method, thread);
    }

    /** Reads what {@link #encode} made. */
    public static FrameLine decode(String text) {
        String[] parts = text.split("\t", 4);
        return new FrameLine(parts[3], parts[2], Integer.parseInt(parts[0]), Boolean.parseBoolean(parts[1]));
    }
}

package org.jurigged.controller.session;

import java.util.Objects;

/**
 * One frame of a thread, as {@code jurigged frames} shows it.
 *
 * @param method display name of the method, or of those it may be
 * @param line line in the version of the source that it runs; -1 when not known
 * @param fate what will happen to it, if it runs code that has been replaced; else empty
 * @param age how old the code is that it runs
 */
public record FrameLine(String thread, String method, int line, String fate, Age age) {
    /** An edit that isn't known. */
    public static final int UNKNOWN = -1;

    /** Of code of an earlier edit, where the way to the JVM doesn't tell which. */
    public static final int EARLIER = -2;

    public FrameLine {
        Objects.requireNonNull(thread, "thread");
        Objects.requireNonNull(method, "method");
        Objects.requireNonNull(fate, "fate");
        Objects.requireNonNull(age, "age");
    }

    /**
     * How old code is. Edits are the saves that a session has applied, counted from 1.
     *
     * @param edit the edit that brought it; 0 for what the program was started with
     * @param sinceMillis when that was, in milliseconds since 1970; 0 if not known
     * @param latest the last edit of its class
     */
    public record Age(int edit, long sinceMillis, int latest) {}

    /** Whether it runs code that has been replaced. */
    public boolean old() {
        return !fate.isEmpty();
    }

    /** Returns it as one line of text. */
    public String encode() {
        return String.join(
                "\t",
                Integer.toString(line),
                Integer.toString(age.edit()),
                Long.toString(age.sinceMillis()),
                Integer.toString(age.latest()),
                fate,
                method,
                thread);
    }

    /** Reads what {@link #encode} made. */
    public static FrameLine decode(String text) {
        String[] parts = text.split("\t", 7);
        Age age = new Age(Integer.parseInt(parts[1]), Long.parseLong(parts[2]), Integer.parseInt(parts[3]));
        return new FrameLine(parts[6], parts[5], Integer.parseInt(parts[0]), parts[4], age);
    }
}

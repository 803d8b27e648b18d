package org.jurigged.reshape;

import java.util.List;
import java.util.Objects;

/**
 * A loaded class and what it is to become.
 *
 * <p>The arrays are neither copied nor written to.
 *
 * @param className binary name
 * @param loaded the schema the JVM loaded, which never changes for that class
 * @param live class file of the class as it runs now, with the names the loaded schema gave to synthetic methods: the
 *     loaded class file, or the bytes of the last {@link Redefinition} that was applied
 * @param latest class file that javac made of today's source
 * @param statics the static elements to run again, in source order; empty if none
 * @param latestWithRanges like {@code latest}, from the same source, compiled with {@code -Xjcov}; {@code null} exactly
 *     when {@code statics} is empty
 */
@SuppressWarnings("ArrayRecordComponent") // class files are handed on, not compared
public record Change(
        String className, Schema loaded, byte[] live, byte[] latest, List<StaticRun> statics, byte[] latestWithRanges) {
    public Change {
        Objects.requireNonNull(className, "className");
        Objects.requireNonNull(loaded, "loaded");
        Objects.requireNonNull(live, "live");
        Objects.requireNonNull(latest, "latest");
        statics = List.copyOf(statics);
        if (!className.equals(loaded.name())) {
            throw new IllegalArgumentException("the schema of " + loaded.name() + " was given for " + className);
        }
        if (statics.isEmpty() != (latestWithRanges == null)) {
            throw new IllegalArgumentException(
                    className + ": a class file with character ranges goes with static elements to run, and only then");
        }
    }

    /** A change without a static element to run again. */
    public Change(String className, Schema loaded, byte[] live, byte[] latest) {
        this(className, loaded, live, latest, List.of(), null);
    }
}

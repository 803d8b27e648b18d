package org.jurigged.reshape;

import java.util.List;
import java.util.Objects;

/**
 * A class and what it is to become.
 *
 * <p>The arrays are neither copied nor written to.
 *
 * @param className binary name
 * @param loaded the schema the JVM loaded, which never changes for that class; {@code null} for a class that the JVM
 *     hasn't loaded and is to have now
 * @param live class file of the class as it runs now, with the names the loaded schema gave to synthetic methods: the
 *     loaded class file, or the bytes of the last {@link Redefinition} that was applied; not looked at when the realm
 *     knows the class; {@code null} exactly when {@code loaded} is
 * @param latest class file that javac made of today's source
 * @param statics the static elements to run again, in source order; empty if none
 * @param latestWithRanges like {@code latest}, from the same source, compiled with {@code -Xjcov}; {@code null} exactly
 *     when {@code statics} is empty
 * @param initialised whether the JVM has initialised the class, or is at it (JVMS 5.5)
 * @param facts what only the source tells
 */
@SuppressWarnings("ArrayRecordComponent") // class files are handed on, not compared
public record Change(
        String className,
        Schema loaded,
        byte[] live,
        byte[] latest,
        List<StaticRun> statics,
        byte[] latestWithRanges,
        boolean initialised,
        SourceFacts facts) {
    public Change {
        Objects.requireNonNull(className, "className");
        Objects.requireNonNull(latest, "latest");
        Objects.requireNonNull(facts, "facts");
        statics = List.copyOf(statics);
        if ((loaded == null) != (live == null)) {
            throw new IllegalArgumentException(className + " is loaded, or it isn't");
        }
        if (loaded != null && !className.equals(loaded.name())) {
            throw new IllegalArgumentException("the schema of " + loaded.name() + " was given for " + className);
        }
        if (statics.isEmpty() != (latestWithRanges == null)) {
            throw new IllegalArgumentException(
                    className + ": a class file with character ranges goes with static elements to run, and only then");
        }
    }

    /** A change of an initialised class. */
    public Change(
            String className,
            Schema loaded,
            byte[] live,
            byte[] latest,
            List<StaticRun> statics,
            byte[] latestWithRanges) {
        this(className, loaded, live, latest, statics, latestWithRanges, true, SourceFacts.NONE);
    }

    /** A change of an initialised class without a static element to run again. */
    public Change(String className, Schema loaded, byte[] live, byte[] latest) {
        this(className, loaded, live, latest, List.of(), null, true, SourceFacts.NONE);
    }

    /** A class that the JVM hasn't loaded. */
    public static Change ofNew(String className, byte[] latest) {
        return new Change(className, null, null, latest, List.of(), null, false, SourceFacts.NONE);
    }

    boolean isNew() {
        return loaded == null;
    }
}

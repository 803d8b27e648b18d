package org.jurigged.reshape;

import java.util.List;
import java.util.Objects;

/** What brings one changed static element into effect in a class that is initialised already. */
public sealed interface InitialiserRun {
    /** Binary name of the class whose element it is. */
    String className();

    /** The element. */
    StaticRun element();

    /**
     * Code to run: a companion whose static method {@code run()} is the element's code.
     *
     * <p>Define it as a hidden class of the host's nest without initialising it ({@code Lookup.defineHiddenClass(bytes,
     * false, NESTMATE)} on the host, Java 15 or later), after the redefinitions are applied; call {@code run()}; if it
     * returned, carry out the final stores in order, before the next run starts. What the element throws comes out of
     * {@code run()}, and nothing of the final stores is to be done then.
     *
     * @param className binary name of the host
     * @param companionName binary name in the companion's class file, in the host's package; the JVM adds a suffix
     * @param companion class file of the companion
     * @param finals values for final fields, which only their own class's initialiser can assign (JVMS 6.5 putstatic)
     */
    @SuppressWarnings("ArrayRecordComponent") // class files are handed on, not compared
    record Slice(String className, StaticRun element, String companionName, byte[] companion, List<FinalStore> finals)
            implements InitialiserRun {
        public Slice {
            Objects.requireNonNull(className, "className");
            Objects.requireNonNull(element, "element");
            Objects.requireNonNull(companionName, "companionName");
            Objects.requireNonNull(companion, "companion");
            finals = List.copyOf(finals);
        }
    }

    /**
     * A constant variable (JLS 4.12.4): a value to set, no code. A string is to be interned in the target.
     *
     * @param className binary name of the class of the source
     * @param owner binary name of the class that has the field: that one, or its companion
     * @param field name of the static final field
     * @param descriptor its field descriptor
     * @param value an Integer (for boolean, byte, char, short and int), Long, Float, Double or String
     */
    record Constant(String className, StaticRun element, String owner, String field, String descriptor, Object value)
            implements InitialiserRun {
        public Constant {
            Objects.requireNonNull(className, "className");
            Objects.requireNonNull(element, "element");
            Objects.requireNonNull(owner, "owner");
            Objects.requireNonNull(field, "field");
            Objects.requireNonNull(descriptor, "descriptor");
            Objects.requireNonNull(value, "value");
        }
    }

    /**
     * An added static field: its initialiser is that of a companion which was defined with the redefinitions, and is to be
     * initialised now (JVMS 5.5), unless the program did that meanwhile.
     *
     * @param className binary name of the class of the source
     * @param companionName binary name of the class to initialise, in the same loader
     */
    record Initialise(String className, StaticRun element, String companionName) implements InitialiserRun {
        public Initialise {
            Objects.requireNonNull(className, "className");
            Objects.requireNonNull(element, "element");
            Objects.requireNonNull(companionName, "companionName");
        }
    }
}

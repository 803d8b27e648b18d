package org.jurigged.controller.loop;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Which methods run again with each save.
 *
 * @param loops the methods; a loop's number is its place in the list
 * @param withholdsOutput whether what a run writes is kept from the program's own streams until its result counts
 * @param caught the class of exceptions that are held where nothing catches them, {@link #ALL} for all; empty for none
 */
public record LoopOptions(List<Loop> loops, boolean withholdsOutput, Optional<String> caught) {
    /** No method. */
    public static final LoopOptions NONE = new LoopOptions(List.of(), false, Optional.empty());

    /** All exceptions. */
    public static final String ALL = "*";

    private static final int NO_LOOP = -1;

    public LoopOptions {
        loops = List.copyOf(loops);
    }

    /** When a method's thread waits. */
    public enum When {
        /** After each run. */
        ALWAYS("1"),
        /** After a run that threw. */
        THROWN("2");

        private final String mode;

        When(String mode) {
            this.mode = mode;
        }
    }

    /** A method that runs again. */
    public record Loop(LoopSpec spec, When when) {}

    /** Whether there is nothing to loop and nothing to hold. */
    public boolean isEmpty() {
        return loops.isEmpty() && caught.isEmpty();
    }

    /** Returns the binary names of the classes that the methods may be in. */
    public Set<String> classNames() {
        Set<String> names = new LinkedHashSet<>();
        loops.forEach(loop -> names.addAll(loop.spec().binaryNames()));
        return names;
    }

    /** Returns the number of the loop that a method is in; a negative one for none. */
    public int number(String className, String method, String descriptor) {
        return IntStream.range(0, loops.size())
                .filter(i -> loops.get(i).spec().matches(className, method, descriptor))
                .findFirst()
                .orElse(NO_LOOP);
    }

    /** Returns when each loop waits, as the JVM is told it. */
    String modes() {
        return loops.stream().map(loop -> loop.when().mode).collect(Collectors.joining(" "));
    }
}

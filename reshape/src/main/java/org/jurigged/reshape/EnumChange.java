package org.jurigged.reshape;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * The constants of a loaded and initialised enum that are to be others: some came, some went, some go under another name.
 *
 * <p>Apply the redefinitions that aren't deferred; create the constants that came; then, while no thread of the program
 * runs, give all constants their ordinals and names, and make known the new array to whatever has the old one; then apply
 * the deferred redefinitions. As long as these are not applied, nothing but what makes the constants can come to see a
 * new one, so that all of it can be taken back.
 *
 * @param className binary name of the enum
 * @param values where the array is that {@code values()} clones (JLS 8.9.3)
 * @param before the constants until now, by ordinal
 * @param after the constants from now on, by ordinal; the one at a place that was there before is the same object
 * @param creations makes the constants whose place wasn't among those before; the field that an element names is
 *     in the companion's class, too, and has the constant when {@code run()} has returned
 * @param deferred binary names of those of the redefinitions to apply last
 * @param interim what the enum itself is to be redefined as until then, if that isn't what it is to be in the end
 */
public record EnumChange(
        String className,
        Place values,
        List<Constant> before,
        List<Constant> after,
        List<InitialiserRun.Slice> creations,
        Set<String> deferred,
        Optional<byte[]> interim) {
    public EnumChange {
        Objects.requireNonNull(className, "className");
        Objects.requireNonNull(values, "values");
        before = List.copyOf(before);
        after = List.copyOf(after);
        creations = List.copyOf(creations);
        deferred = Set.copyOf(deferred);
        Objects.requireNonNull(interim, "interim");
    }

    /**
     * A static field.
     *
     * @param owner binary name of its class, in the loader of the enum
     */
    public record Place(String owner, String field) {
        public Place {
            Objects.requireNonNull(owner, "owner");
            Objects.requireNonNull(field, "field");
        }
    }

    /**
     * An enum constant.
     *
     * @param name as {@code Enum.name()} tells it
     * @param place the field that has it
     */
    public record Constant(String name, Place place) {
        public Constant {
            Objects.requireNonNull(name, "name");
            Objects.requireNonNull(place, "place");
        }
    }

    /** Returns the way back: the constants that this creates go, those that it removes are there again. */
    public EnumChange reversed() {
        return new EnumChange(className, values, after, before, List.of(), Set.of(), Optional.empty());
    }

    /** Whether a constant goes. */
    public boolean removesAny() {
        List<Place> now = after.stream().map(Constant::place).toList();
        return before.stream().anyMatch(constant -> !now.contains(constant.place()));
    }

    /** Whether a constant that stays has another ordinal. */
    public boolean movesAny() {
        List<Place> then = before.stream().map(Constant::place).toList();
        List<Place> now = after.stream().map(Constant::place).toList();
        return now.stream().anyMatch(place -> then.contains(place) && then.indexOf(place) != now.indexOf(place));
    }

    /** Returns the part that can be tried before anything is redefined: the constants that are gone, without the new ones. */
    public EnumChange removal() {
        List<Place> known = before.stream().map(Constant::place).toList();
        List<Constant> kept =
                after.stream().filter(c -> known.contains(c.place())).toList();
        return new EnumChange(className, values, before, kept, List.of(), Set.of(), Optional.empty());
    }

    EnumChange deferring(Set<String> names, Optional<byte[]> host) {
        return new EnumChange(className, values, before, after, creations, names, host);
    }
}

package org.jurigged.bench.random.model;

import java.util.Collection;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** What is said of a type or a member, in the order in which it is written. */
public enum Flag {
    PUBLIC,
    PROTECTED,
    PRIVATE,
    ABSTRACT,
    STATIC,
    SEALED,
    FINAL,
    VOLATILE,
    TRANSIENT,
    SYNCHRONIZED,
    /** With a type parameter; no modifier. */
    GENERIC,
    /** With an annotation; no modifier. */
    DEPRECATED;

    private static final Set<Flag> VISIBILITY = Set.of(PUBLIC, PROTECTED, PRIVATE);

    /** Returns the modifiers as they are written, with a space behind. */
    public static String modifiers(Collection<Flag> flags) {
        return flags.stream()
                .filter(flag -> flag != GENERIC && flag != DEPRECATED)
                .sorted()
                .map(flag -> flag.name().toLowerCase(Locale.ROOT) + " ")
                .collect(Collectors.joining());
    }

    /** Returns flags with one that is turned over. */
    public static Set<Flag> toggled(Set<Flag> flags, Flag flag) {
        Set<Flag> toggled = copy(flags);
        if (!toggled.remove(flag)) {
            toggled.add(flag);
        }
        return Set.copyOf(toggled);
    }

    /** Returns flags with another visibility; null stands for that of the package. */
    public static Set<Flag> visible(Set<Flag> flags, Flag visibility) {
        Set<Flag> visible = copy(flags);
        visible.removeAll(VISIBILITY);
        if (visibility != null) {
            visible.add(visibility);
        }
        return Set.copyOf(visible);
    }

    /** Returns how far a member can be seen, from 0 for private to 3 for public. */
    public static int reach(Set<Flag> flags) {
        if (flags.contains(PUBLIC)) {
            return 3;
        }
        if (flags.contains(PROTECTED)) {
            return 2;
        }
        return flags.contains(PRIVATE) ? 0 : 1;
    }

    private static EnumSet<Flag> copy(Set<Flag> flags) {
        EnumSet<Flag> copy = EnumSet.noneOf(Flag.class);
        copy.addAll(flags);
        return copy;
    }
}

package org.jurigged.controller.session;

import java.util.Set;
import org.jurigged.controller.conform.BuiltIn;

/**
 * Who is told of changes.
 *
 * @param isOn whether anybody is
 * @param off the built-in conformers that aren't
 */
public record ConformChoice(boolean isOn, Set<BuiltIn> off) {
    /** Everybody is. */
    public static final ConformChoice ALL = new ConformChoice(true, Set.of());

    /** Nobody is. */
    public static final ConformChoice NONE = new ConformChoice(false, Set.of());

    public ConformChoice {
        off = Set.copyOf(off);
    }
}

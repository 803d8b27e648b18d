package org.jurigged.reshape.identity;

/** How much an item of one version and one of the other look like each other, from 0 to 1. */
final class Likeness {
    /** What is less alike than this isn't the same although it is in the same place. */
    static final double IN_PLACE = 0.3;
    /** What is less alike than this isn't the same if it stands elsewhere in its method. */
    static final double MOVED = 0.55;
    /** What is less alike than this isn't the same if it stands in another method. */
    static final double ELSEWHERE = 0.65;
    /** What is less alike than this isn't what was removed earlier. */
    static final double RESTORED = 0.8;

    private static final int LARGE = 24;
    private static final double LEAST_BODY = 0.35;

    private Likeness() {}

    /** The larger the code, the less it matters what is around it. */
    static double of(Item before, Item latest) {
        double body = before.body().likeness(latest.body());
        if (before.site() == Site.NONE || latest.site() == Site.NONE) {
            return body;
        }
        double context = before.site().context().likeness(latest.site().context());
        int size = Math.max(before.body().size(), latest.body().size());
        double weight = LEAST_BODY + (1 - 2 * LEAST_BODY + 0.05) * Math.min(1.0, (double) size / LARGE);
        return weight * body + (1 - weight) * context;
    }

    /** As {@link #of} for two that may be each other and stand in the same method, where a name says almost all. */
    static double inPlace(Item before, Item latest) {
        double likeness = of(before, latest);
        return isNamed(latest) ? MOVED + (1 - MOVED) * likeness : likeness;
    }

    private static boolean isNamed(Item item) {
        return item instanceof NestClass type && type.kind() == NestClass.Kind.LOCAL;
    }
}

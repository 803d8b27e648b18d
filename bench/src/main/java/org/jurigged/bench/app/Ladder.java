package org.jurigged.bench.app;

/** The edited class of a {@link Crowd}: threads stand in it, or beat in it. */
public final class Ladder implements Revised {
    @Override
    public int revision() {
        return revision(Ladder::nothing);
    }

    private static void nothing() {}

    /** The method that is edited; {@code meanwhile} may never end. */
    public int revision(Runnable meanwhile) {
        int revision = 1000;
        meanwhile.run();
        return revision;
    }

    /** Calls itself until there are this many frames, then goes on with {@code bottom}. */
    public static void descend(int frames, Runnable bottom) {
        if (frames > 1) {
            descend(frames - 1, bottom);
        } else {
            bottom.run();
        }
    }
}

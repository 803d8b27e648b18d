package org.jurigged.bench.app;

/** What {@link Ladder} is, but never edited. */
final class Well {
    private Well() {}

    static void descend(int frames, Runnable bottom) {
        if (frames > 1) {
            descend(frames - 1, bottom);
        } else {
            bottom.run();
        }
    }
}

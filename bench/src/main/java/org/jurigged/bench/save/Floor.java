package org.jurigged.bench.save;

import java.io.IOException;

/** What an edit costs at least, however it is made live. */
interface Floor {
    /** Compiles some times, with nothing done to the program. */
    void warm(int revision) throws IOException;

    /** Does the least for an edit; returns how long it took in nanoseconds. */
    long take(int revision) throws IOException, InterruptedException;
}

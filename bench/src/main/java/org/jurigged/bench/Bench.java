package org.jurigged.bench;

import java.io.IOException;

/** One measurement. */
interface Bench {
    /** The name that runs it alone. */
    String name();

    /** Whether it also runs when nothing is named: it measures something, in a time that one can wait for. */
    default boolean isMeasurement() {
        return true;
    }

    /** Measures, and puts the results into the report. */
    void run(Lab lab, Report report) throws IOException, InterruptedException;
}

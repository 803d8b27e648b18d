package org.jurigged.bench;

import java.io.IOException;

/** One measurement. */
interface Bench {
    /** The name that runs it alone. */
    String name();

    /** Measures, and puts the results into the report. */
    void run(Lab lab, Report report) throws IOException, InterruptedException;
}

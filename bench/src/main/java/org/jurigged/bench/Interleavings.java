package org.jurigged.bench;

import java.io.IOException;
import org.jurigged.bench.share.Interleaving;
import org.jurigged.controller.project.Jdk;

/** Sends random packets of two debuggers and of jurigged to a JVM that they share, interleaved. Not a measurement of time. */
final class Interleavings implements Bench {
    private static final int PACKETS = 10_000;

    @Override
    public String name() {
        return "shared";
    }

    @Override
    public boolean isMeasurement() {
        return false;
    }

    @Override
    public void run(Lab lab, Report report) throws IOException, InterruptedException {
        EachRelease.use(name(), lab, report, jdk -> run(lab, report, jdk));
    }

    private void run(Lab lab, Report report, Jdk jdk) throws InterruptedException {
        int count =
                lab.times(lab.options().sequences(), Math.min(5, lab.options().sequences()));
        String where = "JDK " + jdk.version() + ": ";
        long packets = 0;
        long events = 0;
        long redefined = 0;
        long left = 0;
        int wrong = 0;
        for (int i = 0; i < count; i++) {
            long seed = lab.seed() + i;
            Interleaving sequence =
                    new Interleaving(jdk.java(), lab.installation().bench(), seed, PACKETS);
            String found = sequence.run();
            if (!found.isEmpty()) {
                wrong++;
                report.add(name(), where + "WRONG", "seed " + seed + ", " + found);
            }
            packets += sequence.sent();
            events += sequence.events();
            redefined += sequence.redefined();
            left += sequence.left();
        }
        report.add(
                name(),
                where + "sequences of packets",
                count + ": " + packets + " packets, " + events + " breakpoints hit, " + redefined + " redefinitions, "
                        + left + " times a debugger left");
        report.add(new Report.Row(name(), where + "WRONG", Integer.toString(wrong), "0", wrong == 0 ? "yes" : "no"));
    }
}

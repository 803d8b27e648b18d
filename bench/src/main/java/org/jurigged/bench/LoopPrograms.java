package org.jurigged.bench;

import java.io.IOException;
import java.nio.file.Path;
import org.jurigged.bench.loops.LoopTotals;
import org.jurigged.bench.loops.RandomLoopRuns;
import org.jurigged.controller.JuriggedException;
import org.jurigged.controller.project.Jdk;

/** Edits random programs of loops while they run, and compares what they do with an interpreter. Not a measurement of time. */
final class LoopPrograms implements Bench {
    private static final int IN_A_JVM = 50;

    @Override
    public String name() {
        return "loops";
    }

    @Override
    public boolean isMeasurement() {
        return false;
    }

    @Override
    public void run(Lab lab, Report report) throws IOException, InterruptedException {
        EachRelease.use(name(), lab, report, jdk -> run(lab, report, jdk));
    }

    private void run(Lab lab, Report report, Jdk jdk) throws IOException {
        int count =
                lab.times(lab.options().sequences(), Math.min(20, lab.options().sequences()));
        Path failures = lab.installation().root().resolve("bench/target/loops/jdk-" + jdk.feature());
        String where = "JDK " + jdk.version() + ": ";
        RandomLoopRuns runs = new RandomLoopRuns(
                jdk,
                failures,
                text -> report.add(
                        name(), where + "WRONG", text.lines().findFirst().orElse("") + ", see " + failures));
        try {
            for (int i = 0; i < count; i += IN_A_JVM) {
                runs.run(lab.seed() + i, Math.min(IN_A_JVM, count - i));
            }
        } catch (JuriggedException e) {
            throw new IOException(e.getMessage(), e);
        }
        LoopTotals totals = runs.totals();
        String moved = totals.movedOnce() + " moved once, " + totals.movedTwice() + " twice; " + totals.ended()
                + " times the program ended, or was edited again, before its loop turned";
        report.add(name(), where + "programs, each edited twice", totals.programs() + ": " + moved);
        totals.stayed().forEach((fate, times) -> report.add(name(), where + fate, times + " times"));
        int wrong = totals.wrongs();
        report.add(new Report.Row(name(), where + "WRONG", Integer.toString(wrong), "0", wrong == 0 ? "yes" : "no"));
    }
}

package org.jurigged.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jurigged.bench.random.run.RandomSequences;
import org.jurigged.bench.random.run.Totals;
import org.jurigged.controller.JuriggedException;
import org.jurigged.controller.project.Jdk;

/**
 * Edits random programs while they run, and compares them after each save with a JVM that was started on the new source:
 * right, refused, or wrong. Not a measurement of time.
 */
final class RandomEdits implements Bench {
    private static final int SHRINKING = 60;
    private static final int TOLD_EVERY = 100;

    @Override
    public String name() {
        return "random";
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
                lab.times(lab.options().sequences(), Math.min(5, lab.options().sequences()));
        Path failures = lab.installation().root().resolve("bench/target/random/jdk-" + jdk.feature());
        String where = "JDK " + jdk.version() + ": ";
        try (RandomSequences sequences = new RandomSequences(
                jdk,
                failures,
                SHRINKING,
                lab.options().attachEvery(),
                text -> report.add(
                        name(), where + "WRONG", text.lines().findFirst().orElse("") + ", see " + failures))) {
            for (int i = 0; i < count; i++) {
                sequences.run(lab.seed() + i, lab.options().edits());
                if ((i + 1) % TOLD_EVERY == 0 && i + 1 < count) {
                    report.add(name(), where + "after " + (i + 1), summary(sequences.totals()));
                }
            }
            report(report, where, sequences.totals());
        } catch (JuriggedException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    private static String summary(Totals totals) {
        return totals.right() + " right, " + totals.refused() + " refused, " + totals.notRun()
                + " with an initialiser that was said not to run, " + totals.wrongs() + " WRONG";
    }

    private void report(Report report, String where, Totals totals) {
        report.add(
                name(),
                where + "sequences",
                totals.sequences() + ", " + totals.sequencesCutShort() + " of them cut short: no JVM runs the program");
        report.add(name(), where + "saves", totals.saves() + ": " + summary(totals));
        Map<String, Integer> codes = new TreeMap<>(totals.refusedByCode());
        String refused = codes.entrySet().stream()
                .map(code -> code.getKey() + " " + code.getValue())
                .collect(Collectors.joining(", "));
        report.add(name(), where + "refused by code", refused);
        for (String kind : totals.kinds()) {
            report.add(name(), where + "saves of one edit", kind.strip());
        }
        int wrong = totals.wrongs();
        report.add(new Report.Row(name(), where + "WRONG", Integer.toString(wrong), "0", wrong == 0 ? "yes" : "no"));
    }
}

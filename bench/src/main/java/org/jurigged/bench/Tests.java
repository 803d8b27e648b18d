package org.jurigged.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jurigged.bench.tests.TestTimes;

/** What {@code jurigged test} takes in a real project, which is named and built: from a save to its tests' results. */
final class Tests implements Bench {
    private static final double MOST_MILLIS = 300;

    @Override
    public String name() {
        return "test";
    }

    @Override
    public boolean isMeasurement() {
        return false;
    }

    @Override
    public void run(Lab lab, Report report) throws IOException, InterruptedException {
        if (lab.options().project() == null || lab.options().source() == null) {
            throw new IOException("Name a built project with --project, and a source of it with --source.");
        }
        Path times = lab.file("test-times");
        List<String> command = lab.installation()
                .controllerCommand(
                        TestTimes.class,
                        List.of(
                                lab.options().project().toString(),
                                lab.options().source(),
                                Integer.toString(lab.times(41, 5)),
                                Integer.toString(lab.times(7, 2)),
                                times.toString()));
        Process process = new ProcessBuilder(command)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        if (process.waitFor() != 0) {
            throw new IOException("A measuring process ended with " + process.exitValue() + ": " + command);
        }
        Times all = new Times();
        all.add("", read(times));
        String what = lab.options().source() + ": save to ";
        report.add(name(), what + "the first result", all.get(TestTimes.FIRST).describe());
        if (all.has(TestTimes.NAMED)) {
            Sample named = all.get(TestTimes.NAMED);
            report.add(
                    name(), what + "the result of its own test", named.describe(), named.median(), MOST_MILLIS, "ms");
        }
        report.add(name(), what + "all results", all.get(TestTimes.ALL).describe());
        report.add(
                name(),
                "the same with javac and a fresh JVM: its own test",
                all.get(TestTimes.FRESH).describe());
        if (all.has(TestTimes.MAVEN)) {
            report.add(
                    name(),
                    "the same with mvn -o test: its own test",
                    all.get(TestTimes.MAVEN).describe());
        }
        report.add(
                name(),
                "test classes that ran, median",
                "" + (int) all.get(TestTimes.CLASSES).median());
    }

    private static Map<String, List<Double>> read(Path file) throws IOException {
        Map<String, List<Double>> times = new HashMap<>();
        for (String line : Files.readAllLines(file)) {
            int space = line.lastIndexOf(' ');
            times.computeIfAbsent(line.substring(0, space), name -> new ArrayList<>())
                    .add(Double.valueOf(line.substring(space + 1)));
        }
        return times;
    }
}

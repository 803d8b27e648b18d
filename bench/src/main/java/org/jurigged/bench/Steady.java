package org.jurigged.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jurigged.bench.steady.InstanceBytes;
import org.jurigged.bench.steady.SteadyWork;
import org.jurigged.bench.steady.Variants;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/** Code with members that were added while it ran, against the same code started fresh; and memory. */
final class Steady implements Bench {
    private static final double MOST_BYTES = 64;

    /**
     * What is compared.
     *
     * @param most the ratio it is meant to have at most; 0 where it is told only
     */
    private record Subject(String name, String what, double most) {}

    private static final List<Subject> SUBJECTS = List.of(
            new Subject("field-read", "added int field, read", 4),
            new Subject("field-read-reference", "added reference field, read", 4),
            new Subject("field-read-own", "added field of a type of the program, read", 4),
            new Subject("field-write", "added int field, written", 4),
            new Subject("field-update", "added int field, read and written", 4),
            new Subject("field-read-alone", "added int field, nothing but the read", 0),
            new Subject("method", "added method", 1.05),
            new Subject("method-overridden", "added method with an overrider", 1.05),
            new Subject("static-field", "added static field", 1.05),
            new Subject("static-final-field", "added static final fields", 1.05),
            new Subject("private-field", "private fields from an added method", 1.1),
            new Subject("private-method", "private method from an added method", 1.1),
            new Subject("lambda", "added lambda", 1.05),
            new Subject("lambda-capturing", "added lambda that captures this", 1.05));

    @Override
    public String name() {
        return "steady";
    }

    @Override
    public void run(Lab lab, Report report) throws IOException, InterruptedException {
        for (Subject subject : SUBJECTS) {
            Variants variants = new Variants(subject.name(), Files.createDirectories(lab.file(subject.name())));
            Path fresh = variants.fresh();
            Path edited = variants.edited();
            variants.check(fresh, edited);
            compare(subject, fresh, edited, lab, report);
        }
        memory(lab, report);
    }

    /** Lets processes of the two variants take turns. */
    private void compare(Subject subject, Path fresh, Path edited, Lab lab, Report report) throws IOException {
        List<Double> freshTimes = new ArrayList<>();
        List<Double> editedTimes = new ArrayList<>();
        for (int i = 0; i < lab.times(4, 1); i++) {
            freshTimes.addAll(measure(fresh, lab));
            editedTimes.addAll(measure(edited, lab));
        }
        Sample started = new Sample(freshTimes);
        Sample live = new Sample(editedTimes);
        double ratio = live.median() / started.median();
        String measured =
                String.format(Locale.ROOT, "%.2f × (%.2f instead of %.2f ns)", ratio, live.median(), started.median());
        if (subject.most() == 0) {
            report.add(name(), subject.what(), measured);
        } else {
            report.add(new Report.Row(
                    name(),
                    subject.what(),
                    measured,
                    "≤ " + subject.most() + " ×",
                    ratio <= subject.most() ? "yes" : "no"));
        }
    }

    /** Returns the nanoseconds of one turn, of each iteration. */
    private static List<Double> measure(Path classes, Lab lab) throws IOException {
        TimeValue time = TimeValue.milliseconds(lab.times(400, 100));
        try {
            return new Runner(new OptionsBuilder()
                            .include(SteadyWork.class.getName().replace(".", "\\."))
                            .param("classes", classes.toString())
                            .forks(1)
                            .warmupIterations(lab.times(5, 3))
                            .warmupTime(time)
                            .measurementIterations(lab.times(6, 3))
                            .measurementTime(time)
                            .jvmArgs("-Xms512m", "-Xmx512m")
                            .verbosity(VerboseMode.SILENT)
                            .shouldFailOnError(true)
                            .build())
                    .runSingle().getAggregatedResult().getIterationResults().stream()
                            .map(iteration -> iteration.getPrimaryResult().getScore())
                            .toList();
        } catch (RunnerException e) {
            throw new IOException("JMH can't measure " + classes + ": " + e.getMessage(), e);
        }
    }

    private void memory(Lab lab, Report report) throws IOException, InterruptedException {
        List<String> command = List.of(
                Installation.java(),
                "-XX:+UseSerialGC",
                // Otherwise it leaves some dead objects where they are.
                "-XX:MarkSweepAlwaysCompactCount=1",
                "-Xms1g",
                "-Xmx1g",
                "-cp",
                System.getProperty("java.class.path"),
                InstanceBytes.class.getName());
        for (Map.Entry<String, List<Double>> bytes : ChildProcess.times(command).entrySet()) {
            double most = bytes.getValue().stream()
                    .mapToDouble(Double::doubleValue)
                    .max()
                    .orElseThrow();
            report.add(
                    name(),
                    "memory of an added field's value, " + bytes.getKey(),
                    Sample.number(most) + " bytes",
                    most,
                    MOST_BYTES,
                    "bytes");
        }
    }
}

package org.jurigged.bench;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.jurigged.bench.project.EditKind;
import org.jurigged.bench.project.EditedFile;
import org.jurigged.bench.project.GeneratedProject;
import org.jurigged.bench.save.SaveTimes;
import org.jurigged.bench.save.ShopProgram;
import org.jurigged.bench.save.Work;

/**
 * What an edit takes that is more than one of a method's body: from the write of a file to the first call of its new
 * code, beside a body's, with sessions of each kind in turns, in a large project and the same program.
 */
final class Structural implements Bench {
    private static final int SIZE = 5_000;

    /**
     * Edits that are compared.
     *
     * @param edited the name of the class
     * @param leastClasses how many classes a save redefines or defines at least, if it is what it is meant to be
     * @param most the ratio to an edit of a body that is aimed at
     */
    private record Subject(String what, EditKind kind, String edited, int leastClasses, double most) {}

    private static final Subject BODY = new Subject("a method's body", EditKind.BODY, GeneratedProject.TARIFF, 1, 1);

    private static final Subject SIGNATURE = new Subject(
            "a signature with " + GeneratedProject.RATE_USERS + " dependents",
            EditKind.SIGNATURE,
            GeneratedProject.RATE,
            1 + GeneratedProject.RATE_USERS,
            4);

    private static final List<Subject> OTHERS = List.of(
            new Subject("a method added, one removed", EditKind.METHODS, GeneratedProject.TARIFF, 1, 1.5), SIGNATURE);

    /** Before the times of a process that has a floor beside its saves. */
    private static final String FLOOR = "floor ";

    @Override
    public String name() {
        return "structural";
    }

    @Override
    public void run(Lab lab, Report report) throws IOException, InterruptedException {
        Times times = new Times();
        for (int i = 0; i < lab.times(3, 1); i++) {
            measure(BODY, lab, times);
            for (Subject subject : OTHERS) {
                measure(subject, lab, times);
            }
        }
        for (Subject subject : OTHERS) {
            measureSteps(subject, lab, times);
        }
        measureFloor(lab, times);
        report(BODY, times, report);
        double body = live(BODY, times).median();
        for (Subject subject : OTHERS) {
            report(subject, times, report);
            double ratio = live(subject, times).median() / body;
            report.addRatio(name(), subject.what() + " / " + BODY.what() + ", medians", ratio, subject.most());
        }
        reportFloor(times, report);
    }

    private static void measure(Subject subject, Lab lab, Times times) throws IOException, InterruptedException {
        List<String> arguments = List.of(work(subject, lab).arguments());
        measured(
                subject,
                lab,
                "",
                times,
                () -> ChildProcess.times(lab.installation().controllerCommand(SaveTimes.class, arguments)));
    }

    private static void measureSteps(Subject subject, Lab lab, Times times) throws IOException, InterruptedException {
        Work work = work(subject, lab);
        measured(subject, lab, "", times, () -> StepTimes.measure(lab, work));
    }

    /** Compares with javac in a process of its own, where it warms the session's javac as well. */
    private static void measureFloor(Lab lab, Times times) throws IOException, InterruptedException {
        Work alone = work(SIGNATURE, lab);
        Work work = new Work(alone.shop(), alone.kind(), alone.saves(), true, false, true, alone.seed());
        measured(
                SIGNATURE,
                lab,
                FLOOR,
                times,
                () -> ChildProcess.times(
                        lab.installation().controllerCommand(SaveTimes.class, List.of(work.arguments()))));
    }

    private interface Measurement {
        Map<String, List<Double>> take() throws IOException, InterruptedException;
    }

    /** Leaves the project as it was, also where a session fails. */
    private static void measured(Subject subject, Lab lab, String prefix, Times times, Measurement measurement)
            throws IOException, InterruptedException {
        GeneratedProject project = lab.project(SIZE);
        EditedFile original = project.edited(subject.edited());
        project.reset(original);
        try {
            times.add(prefix + prefix(subject), measurement.take());
        } finally {
            project.reset(original);
        }
    }

    private static Work work(Subject subject, Lab lab) throws IOException {
        ShopProgram shop = new ShopProgram(
                lab.project(SIZE), subject.edited(), GeneratedProject.RATED_WORKLOAD, lab.file("structural-board"));
        return new Work(shop, subject.kind(), lab.times(41, 8), true, false, false, lab.seed());
    }

    private void report(Subject subject, Times times, Report report) throws IOException {
        Sample classes = times.get(prefix(subject) + SaveTimes.CLASSES);
        if (classes.least() < subject.leastClasses()) {
            throw new IOException("A save of " + subject.what() + " changed " + (int) classes.least()
                    + " classes only; it was meant to change " + subject.leastClasses() + ".");
        }
        String what = subject.what() + ": ";
        report.add(name(), what + "save to live", live(subject, times).describe());
        report.add(
                name(),
                what + "first save of a session",
                times.get(prefix(subject) + SaveTimes.FIRST).describe());
        report.add(
                name(),
                what + "paused, as told",
                times.get(prefix(subject) + SaveTimes.PAUSED).describe());
        report.add(name(), what + "classes redefined or defined, median", "" + (int) classes.median());
        StepTimes.report(report, name(), what, times, prefix(subject));
    }

    private void reportFloor(Times times, Report report) {
        Sample floor = times.get(FLOOR + prefix(SIGNATURE) + SaveTimes.FLOOR);
        Sample saves = times.get(FLOOR + prefix(SIGNATURE) + SaveTimes.LIVE);
        report.add(name(), SIGNATURE.what() + ": javac alone", floor.describe());
        report.add(name(), SIGNATURE.what() + ": save to live, beside that", saves.describe());
        report.add(
                name(),
                SIGNATURE.what() + " / javac alone, medians",
                "%.2f".formatted(saves.median() / floor.median()));
    }

    private static Sample live(Subject subject, Times times) {
        return times.get(prefix(subject) + SaveTimes.LIVE);
    }

    private static String prefix(Subject subject) {
        return subject.kind() + " ";
    }
}

package org.jurigged.bench;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jurigged.bench.project.EditKind;
import org.jurigged.bench.project.EditedFile;
import org.jurigged.bench.project.GeneratedProject;
import org.jurigged.bench.save.ManySaves;
import org.jurigged.bench.save.ShopProgram;
import org.jurigged.bench.save.Work;

/** A thousand edits of one class in one program: whether they take longer and longer, and what is left of each. */
final class Lasting implements Bench {
    private static final int SIZE = 300;
    private static final double MOST_LONGER = 1.15;
    private static final double MOST_KILOBYTES_OF_CONTROLLER = 4;

    /** What a save may leave in the program beside what the JVM keeps of a redefinition. */
    private static final double MOST_KILOBYTES = 1;

    /** The same where five of six edits add a member of a new name, each of which is a class to the JVM. */
    private static final double MOST_KILOBYTES_OF_COMPANIONS = 8;

    private double plainKilobytes;
    private double plainLonger;

    @Override
    public String name() {
        return "lasting";
    }

    @Override
    public void run(Lab lab, Report report) throws IOException, InterruptedException {
        int saves = lab.times(1_000, 60);
        Map<String, List<Double>> plain = measure(EditKind.BODY, saves, true, lab);
        plainKilobytes = growth(plain, 0) / (saves - saves / 10);
        String what = saves + " times redefineClasses alone: ";
        plainLonger = longer(what + "write to live", ManySaves.LIVE, plain, report);
        report.add(name(), what + "program, more heap and metaspace in use for each", kilobytes(plainKilobytes));
        Map<String, List<Double>> bodies = measure(EditKind.BODY, saves, false, lab);
        report(saves + " edits of a method's body: ", saves, bodies, MOST_KILOBYTES, report);
        Map<String, List<Double>> several = measure(EditKind.MIXED, saves, false, lab);
        report(saves + " edits of several kinds: ", saves, several, MOST_KILOBYTES_OF_COMPANIONS, report);
    }

    private static Map<String, List<Double>> measure(EditKind kind, int saves, boolean plain, Lab lab)
            throws IOException, InterruptedException {
        GeneratedProject project = lab.project(SIZE);
        EditedFile original = project.edited(GeneratedProject.TARIFF);
        ShopProgram shop =
                new ShopProgram(project, GeneratedProject.TARIFF, GeneratedProject.WORKLOAD, lab.file("lasting-board"));
        project.reset(original);
        Work work = new Work(shop, kind, saves, true, false, plain, lab.seed());
        try {
            return ChildProcess.times(lab.installation().controllerCommand(ManySaves.class, List.of(work.arguments())));
        } finally {
            project.reset(original);
        }
    }

    private void report(String what, int saves, Map<String, List<Double>> told, double mostKilobytes, Report report) {
        for (String time : List.of(ManySaves.LIVE, ManySaves.TOLD)) {
            String until = what + (time.equals(ManySaves.LIVE) ? "save to live" : "save to the Live line");
            double longer = longer(until, time, told, report);
            report.addRatio(
                    name(),
                    until + ", that ratio / the one of redefineClasses alone",
                    longer / Math.max(1, plainLonger),
                    MOST_LONGER);
        }
        int more = saves - saves / 10;
        double controller = growth(told, ManySaves.CONTROLLER_HEAP, 0) / more;
        report.add(
                name(),
                what + "controller, more heap in use for each",
                kilobytes(controller),
                controller,
                MOST_KILOBYTES_OF_CONTROLLER,
                "KB");
        double program = growth(told, 0) / more;
        report.add(
                name(),
                what + "program, more heap and metaspace in use for each",
                kilobytes(program),
                program,
                plainKilobytes + mostKilobytes,
                "KB");
        report.add(
                name(),
                what + "program, more classes for each",
                String.format(Locale.ROOT, "%.2f", growth(told, ManySaves.PROGRAM_LOADED, 0) / more));
        report.add(
                name(),
                what + "program, more entries in the class's constant pool for each",
                String.format(Locale.ROOT, "%.2f", growth(told, ManySaves.CONSTANTS, 0) / more));
    }

    /** Reports the times of the second tenth and of the last, and returns how many times longer the last took. */
    private double longer(String what, String time, Map<String, List<Double>> told, Report report) {
        List<Double> all = told.get(time);
        int part = all.size() / 10;
        // The first tenth is for javac to become warm.
        Sample second = new Sample(all.subList(part, 2 * part));
        Sample last = new Sample(all.subList(all.size() - part, all.size()));
        double longer = last.median() / second.median();
        report.add(name(), what + ", the second tenth", second.describe());
        report.add(name(), what + ", the last tenth", last.describe());
        report.add(name(), what + ", last / second tenth, medians", String.format(Locale.ROOT, "%.2f", longer));
        return longer;
    }

    private static double growth(Map<String, List<Double>> told, int from) {
        return growth(told, ManySaves.PROGRAM_HEAP, from) + growth(told, ManySaves.PROGRAM_CLASSES, from);
    }

    /** Returns how much more there was at the next moment. */
    private static double growth(Map<String, List<Double>> told, String what, int from) {
        return told.get(what).get(from + 1) - told.get(what).get(from);
    }

    private static String kilobytes(double number) {
        return String.format(Locale.ROOT, "%.2f KB", number);
    }
}

package org.jurigged.bench;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.jurigged.bench.project.EditKind;
import org.jurigged.bench.project.GeneratedProject;
import org.jurigged.bench.save.SaveTimes;
import org.jurigged.bench.save.ShopProgram;
import org.jurigged.bench.save.Work;

/**
 * From the write of a file to the first call of its new code, in a small and a large project, which take turns; beside
 * it, what the same edit costs with nothing but javac and {@code redefineClasses}.
 */
final class SaveToLive implements Bench {
    private static final int SMALL = 300;
    private static final int LARGE = 5_000;
    private static final double ABOVE_FLOOR = 15;
    private static final double P95_ABOVE_FLOOR = 25;
    private static final double LARGE_TO_SMALL = 1.15;
    private static final double FIRST_TO_MEDIAN = 3;

    @Override
    public String name() {
        return "save-to-live";
    }

    @Override
    public void run(Lab lab, Report report) throws IOException, InterruptedException {
        Map<Integer, Times> times = Map.of(SMALL, new Times(), LARGE, new Times());
        List<Integer> sizes = List.of(SMALL, LARGE);
        for (int i = 0; i < lab.times(3, 1); i++) {
            for (int size : sizes) {
                int saves = lab.times(61, 8);
                times.get(size).add("", measure(lab, size, saves, true, true));
                times.get(size).add("alone ", measure(lab, size, saves, true, false));
            }
        }
        for (int i = 0; i < lab.times(7, 2); i++) {
            for (int size : sizes) {
                times.get(size).add("at once ", measure(lab, size, 1, false, false));
                times.get(size).add("warm ", measure(lab, size, 1, true, false));
            }
        }
        for (int size : sizes) {
            times.get(size).add("", StepTimes.measure(lab, work(lab, size, lab.times(41, 8), true, false)));
            report(report, size + " classes: ", times.get(size));
        }
        double ratio = times.get(LARGE).get(SaveTimes.LIVE).median()
                / times.get(SMALL).get(SaveTimes.LIVE).median();
        report.addRatio(name(), LARGE + " / " + SMALL + " classes, medians", ratio, LARGE_TO_SMALL);
    }

    private static Map<String, List<Double>> measure(Lab lab, int size, int saves, boolean warm, boolean floor)
            throws IOException, InterruptedException {
        return ChildProcess.times(lab.installation()
                .controllerCommand(
                        SaveTimes.class,
                        List.of(work(lab, size, saves, warm, floor).arguments())));
    }

    private static Work work(Lab lab, int size, int saves, boolean warm, boolean floor) throws IOException {
        GeneratedProject project = lab.project(size);
        project.reset(GeneratedProject.TARIFF);
        ShopProgram shop =
                new ShopProgram(project, GeneratedProject.TARIFF, GeneratedProject.WORKLOAD, lab.file("save-board"));
        return new Work(shop, EditKind.BODY, saves, warm, false, floor, lab.seed());
    }

    private void report(Report report, String size, Times times) {
        Sample live = times.get(SaveTimes.LIVE);
        Sample floor = times.get(SaveTimes.FLOOR);
        report.add(name(), size + "floor", floor.describe());
        report.add(
                name(),
                size + "save to live, median",
                live.describe(),
                live.median(),
                floor.median() + ABOVE_FLOOR,
                "ms");
        report.add(
                name(),
                size + "save to live, p95",
                Sample.number(live.p95()) + " ms",
                live.p95(),
                2 * floor.p95() + P95_ABOVE_FLOOR,
                "ms");
        Sample alone = times.get("alone " + SaveTimes.LIVE);
        report.add(name(), size + "the same with no floor beside it", alone.describe());
        first(report, size + "first save, after the warm-up", times.get("warm " + SaveTimes.FIRST), alone);
        first(report, size + "first save, as soon as the program runs", times.get("at once " + SaveTimes.FIRST), alone);
        report.add(
                name(),
                size + "save to the Live line",
                times.get("alone " + SaveTimes.TOLD).describe());
        report.add(
                name(),
                size + "paused, as told",
                times.get("alone " + SaveTimes.PAUSED).describe());
        StepTimes.report(report, name(), size, times, "");
    }

    private void first(Report report, String what, Sample first, Sample later) {
        report.add(name(), what, first.describe(), first.median(), FIRST_TO_MEDIAN * later.median(), "ms");
    }
}

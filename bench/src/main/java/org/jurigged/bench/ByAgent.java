package org.jurigged.bench;

import java.io.IOException;
import java.util.List;
import org.jurigged.bench.project.EditKind;
import org.jurigged.bench.project.EditedFile;
import org.jurigged.bench.project.GeneratedProject;
import org.jurigged.bench.save.SaveTimes;
import org.jurigged.bench.save.ShopProgram;
import org.jurigged.bench.save.Work;

/** Saves into a program that an agent makes live, beside saves by its debug port: sessions of both kinds take turns. */
final class ByAgent implements Bench {
    private static final int SIZE = 5_000;
    private static final double MOST = 1.2;

    private record Subject(String what, EditKind kind) {}

    private static final List<Subject> SUBJECTS = List.of(
            new Subject("a method's body", EditKind.BODY),
            new Subject("a method added, one removed", EditKind.METHODS));

    @Override
    public String name() {
        return "agent";
    }

    @Override
    public void run(Lab lab, Report report) throws IOException, InterruptedException {
        Times times = new Times();
        for (int i = 0; i < lab.times(3, 1); i++) {
            for (Subject subject : SUBJECTS) {
                measure(subject, false, lab, times);
                measure(subject, true, lab, times);
            }
        }
        for (Subject subject : SUBJECTS) {
            report(subject, times, report);
        }
    }

    /** Leaves the project as it was, also where a session fails. */
    private static void measure(Subject subject, boolean agent, Lab lab, Times times)
            throws IOException, InterruptedException {
        GeneratedProject project = lab.project(SIZE);
        EditedFile original = project.edited(GeneratedProject.TARIFF);
        ShopProgram shop =
                new ShopProgram(project, GeneratedProject.TARIFF, GeneratedProject.WORKLOAD, lab.file("agent-board"));
        project.reset(original);
        Work work = new Work(shop, subject.kind(), lab.times(41, 8), true, agent, false, lab.seed());
        try {
            times.add(
                    prefix(subject, agent),
                    ChildProcess.times(
                            lab.installation().controllerCommand(SaveTimes.class, List.of(work.arguments()))));
        } finally {
            project.reset(original);
        }
    }

    private void report(Subject subject, Times times, Report report) {
        for (boolean agent : new boolean[] {false, true}) {
            String what = subject.what() + (agent ? ", by an agent: " : ", by the debug port: ");
            report.add(
                    name(), what + "save to live", live(subject, agent, times).describe());
            report.add(
                    name(),
                    what + "first save of a session",
                    times.get(prefix(subject, agent) + SaveTimes.FIRST).describe());
            report.add(
                    name(),
                    what + "paused, as told",
                    times.get(prefix(subject, agent) + SaveTimes.PAUSED).describe());
        }
        double ratio = live(subject, true, times).median()
                / live(subject, false, times).median();
        report.addRatio(name(), subject.what() + ": by an agent / by the debug port, medians", ratio, MOST);
    }

    private static Sample live(Subject subject, boolean agent, Times times) {
        return times.get(prefix(subject, agent) + SaveTimes.LIVE);
    }

    private static String prefix(Subject subject, boolean agent) {
        return subject.kind() + (agent ? " agent " : " port ");
    }
}

package org.jurigged.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jurigged.bench.app.Board;
import org.jurigged.bench.app.Crowd;
import org.jurigged.bench.app.Ladder;
import org.jurigged.bench.project.EditedFile;
import org.jurigged.bench.project.GeneratedProject;

/**
 * How long an edit of one class makes a program of many threads stand still, as threads of the program find that look
 * at the clock all the time.
 */
final class Pause implements Bench {
    private static final int SIZE = 300;
    private static final int THREADS = 200;
    private static final int FRAMES = 40;
    private static final int BEATS = Crowd.BEATS_OUTSIDE + 1;
    private static final double MOST_MILLIS = 15;
    private static final int REST_MILLIS = 300;

    @Override
    public String name() {
        return "pause";
    }

    /** The longest gaps, edit by edit, in milliseconds. */
    private record Gaps(List<Double> any, List<Double> inside, List<Double> all) {
        Gaps() {
            this(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        }

        void read(Board board) {
            double most = 0;
            for (int i = 0; i < BEATS; i++) {
                most = Math.max(most, board.get(Board.THREADS + i) / 1e6);
            }
            any.add(most);
            inside.add(board.get(Crowd.BEAT_INSIDE) / 1e6);
            all.add(board.get(Board.STANDSTILL) / 1e6);
        }
    }

    @Override
    public void run(Lab lab, Report report) throws IOException, InterruptedException {
        measure(lab, report, "outside");
        measure(lab, report, "inside");
    }

    private void measure(Lab lab, Report report, String where) throws IOException, InterruptedException {
        GeneratedProject project = lab.project(SIZE);
        project.reset(Ladder.class.getName());
        project.reset(GeneratedProject.UNUSED);
        EditedFile file = project.edited(Ladder.class.getName());
        EditedFile unused = project.edited(GeneratedProject.UNUSED);
        Gaps gaps = new Gaps();
        Gaps control = new Gaps();
        List<Double> told = new ArrayList<>();
        try (LiveProcess live = LiveProcess.run(lab, project, Crowd.class, "" + THREADS, "" + FRAMES, where)) {
            live.await(Board.READY, THREADS + BEATS);
            int edits = lab.times(40, 5);
            edit(live, unused, GeneratedProject.FIRST_REVISION + 1, 1, new Gaps());
            edit(live, file, GeneratedProject.FIRST_REVISION + 1, 2, new Gaps());
            for (int i = 2; i <= edits + 1; i++) {
                int revision = GeneratedProject.FIRST_REVISION + i;
                edit(live, unused, revision, 2 * i - 1, control);
                told.add(edit(live, file, revision, 2 * i, gaps));
                live.await(Board.REVISION, revision);
            }
        }
        report(report, THREADS + " threads of " + FRAMES + " frames " + where + " the edited class: ", gaps, told);
        report.add(
                name(),
                where + ", control: a save of a class that isn't loaded, longest gap of any thread",
                new Sample(control.any()).describe());
    }

    /** Returns how long the save paused the program, as the session says. */
    private static double edit(LiveProcess live, EditedFile file, int revision, int saves, Gaps gaps)
            throws IOException, InterruptedException {
        Thread.sleep(REST_MILLIS);
        for (int slot = Board.STANDSTILL; slot < Board.THREADS + BEATS; slot++) {
            live.board().set(slot, 0);
        }
        file.save(revision);
        double told = live.awaitLive(saves);
        gaps.read(live.board());
        return told;
    }

    private void report(Report report, String where, Gaps gaps, List<Double> told) {
        Sample any = new Sample(gaps.any());
        report.add(name(), where + "longest gap of any thread", any.describe(), any.median(), MOST_MILLIS, "ms");
        report.add(name(), where + "gap of the thread that beats there", new Sample(gaps.inside()).describe());
        report.add(name(), where + "gap of all threads together", new Sample(gaps.all()).describe());
        report.add(name(), where + "pause as told", new Sample(told).describe());
    }
}

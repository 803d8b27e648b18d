package org.jurigged.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jurigged.bench.app.Board;
import org.jurigged.bench.app.Turning;
import org.jurigged.bench.project.EditedFile;
import org.jurigged.bench.project.GeneratedProject;

/**
 * How soon a running loop goes on in its new code, how long other threads stand still for it, and how fast a loop of cheap
 * turns is afterwards.
 */
final class Move implements Bench {
    private static final int SIZE = 300;
    private static final double MOST_MILLIS = 20;
    private static final double LEAST_SPEED = 0.95;
    private static final int REST_MILLIS = 300;
    private static final String SLOW = "org.jurigged.bench.app.SlowLoop";
    private static final String QUICK = "org.jurigged.bench.app.QuickLoop";

    @Override
    public String name() {
        return "move";
    }

    @Override
    public void run(Lab lab, Report report) throws IOException, InterruptedException {
        GeneratedProject project = lab.project(SIZE);
        slow(lab, project, report);
        quick(lab, project, report);
    }

    private void slow(Lab lab, GeneratedProject project, Report report) throws IOException, InterruptedException {
        project.reset(SLOW);
        EditedFile file = project.edited(SLOW);
        List<Double> gaps = new ArrayList<>();
        try (LiveProcess live = LiveProcess.run(lab, project, Turning.class, "slow")) {
            live.await(Board.READY, 100);
            live.awaitJoined();
            int edits = lab.times(40, 5);
            for (int i = 1; i <= edits + 1; i++) {
                Thread.sleep(REST_MILLIS);
                for (int slot = Board.STANDSTILL; slot < Board.THREADS + Turning.BEATS; slot++) {
                    live.board().set(slot, 0);
                }
                file.save(GeneratedProject.FIRST_REVISION + i);
                live.awaitMoved(i);
                live.await(Board.REVISION, GeneratedProject.FIRST_REVISION + i);
                double gap = 0;
                for (int beat = 0; beat < Turning.BEATS; beat++) {
                    gap = Math.max(gap, live.board().get(Board.THREADS + beat) / 1e6);
                }
                gaps.add(gap);
            }
            List<Double> times = live.moved().subList(1, edits + 1);
            Sample moved = new Sample(times);
            report.add(
                    name(),
                    "a loop that turns each millisecond: from Live to Moved",
                    moved.describe(),
                    moved.median(),
                    MOST_MILLIS,
                    "ms");
            report.add(
                    name(),
                    "longest gap of other threads, swap and move together",
                    new Sample(gaps.subList(1, gaps.size())).describe());
        }
    }

    private void quick(Lab lab, GeneratedProject project, Report report) throws IOException, InterruptedException {
        project.reset(QUICK);
        EditedFile file = project.edited(QUICK);
        int blocks = lab.times(24, 8);
        double moved;
        double before;
        try (LiveProcess live = LiveProcess.run(lab, project, Turning.class, "quick")) {
            live.awaitJoined();
            before = blockMillis(live, blocks);
            file.save(GeneratedProject.FIRST_REVISION + 1);
            live.awaitMoved(1);
            live.await(Board.REVISION, GeneratedProject.FIRST_REVISION + 1);
            moved = blockMillis(live, blocks);
        }
        double fresh;
        try (LiveProcess live = LiveProcess.run(lab, project, Turning.class, "quick")) {
            live.awaitJoined();
            fresh = blockMillis(live, blocks);
        }
        String times = String.format(
                Locale.ROOT,
                "%.2f (%d million turns: before %.0f ms, moved %.0f ms, started fresh %.0f ms)",
                fresh / moved,
                Turning.BLOCK / 1_000_000,
                before,
                moved,
                fresh);
        boolean met = fresh / moved >= LEAST_SPEED;
        report.add(new Report.Row(
                name(),
                blocks * (Turning.BLOCK / 1_000_000)
                        + " million cheap turns after the move, speed against a fresh start",
                times,
                "≥ " + LEAST_SPEED,
                met ? "yes" : "no"));
    }

    /** The median of the times of so many blocks, the first ones left out: they are compiled meanwhile. */
    private static double blockMillis(LiveProcess live, int blocks) throws IOException, InterruptedException {
        List<Double> times = new ArrayList<>();
        long seen = live.board().get(Turning.BLOCKS) + 2;
        for (int i = 0; i < blocks; i++) {
            live.await(Turning.BLOCKS, seen + i);
            times.add(live.board().get(Turning.BLOCK_NANOS) / 1e6);
        }
        return new Sample(times).median();
    }
}

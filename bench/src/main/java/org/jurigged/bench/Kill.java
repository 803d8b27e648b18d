package org.jurigged.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import org.jurigged.bench.app.Board;
import org.jurigged.bench.app.Counter;
import org.jurigged.bench.app.Ladder;
import org.jurigged.bench.project.EditKind;
import org.jurigged.bench.project.EditedFile;
import org.jurigged.bench.project.GeneratedProject;

/**
 * Kills the controller at random moments, and looks whether every thread of the program goes on counting: of a program
 * that it started, of one that it attached to, and of one that it attached to by an agent, which gets structural edits.
 */
final class Kill implements Bench {
    private static final int SIZE = 300;
    private static final int JOINING_MILLIS = 1_500;
    private static final int SAVING_MICROS = 150_000;

    @Override
    public String name() {
        return "kill";
    }

    @Override
    public void run(Lab lab, Report report) throws IOException, InterruptedException {
        GeneratedProject project = lab.project(SIZE);
        project.reset(Ladder.class.getName());
        Killer killer = new Killer(project.edited(Ladder.class.getName()), new Random(lab.seed()));
        int times = lab.times(200, 6);
        List<Survival> started = new ArrayList<>();
        for (int i = 0; i < times; i++) {
            try (LiveProcess live = LiveProcess.run(lab, project, Counter.class)) {
                live.await(Board.PID, 1);
                killer.kill(live);
                started.add(Survival.of(live.board()));
            }
        }
        report(report, "jurigged run", started, killer);
        List<Survival> attached = new ArrayList<>();
        try (PlainProgram program = PlainProgram.start(lab, project, true)) {
            for (int i = 0; i < times; i++) {
                killer.kill(LiveProcess.attach(lab, project, program));
                attached.add(Survival.of(program.board()));
            }
        }
        report(report, "jurigged attach, one program", attached, killer);
        byAgent(lab, project, times, report);
    }

    /** A program that takes no more saves, one having been cut off in the middle, makes room for another. */
    private void byAgent(Lab lab, GeneratedProject project, int times, Report report)
            throws IOException, InterruptedException {
        project.reset(Ladder.class.getName());
        EditedFile original = project.edited(Ladder.class.getName());
        Killer killer = new Killer(project.edited(Ladder.class.getName(), EditKind.MIXED), new Random(lab.seed()));
        List<Survival> survivals = new ArrayList<>();
        int programs = 0;
        while (survivals.size() < times) {
            project.reset(original);
            programs++;
            try (PlainProgram program = PlainProgram.start(lab, project, false)) {
                boolean takesSaves = true;
                while (takesSaves && survivals.size() < times) {
                    takesSaves = killer.kill(LiveProcess.attach(lab, project, program));
                    survivals.add(Survival.of(program.board()));
                }
            }
        }
        project.reset(original);
        String what = "jurigged attach by an agent, structural edits";
        report(report, what, survivals, killer);
        report.add(name(), what + ": programs, each until it took no more saves", Integer.toString(programs));
    }

    /** What the session was at when it was killed. */
    private enum At {
        JOINING("while it joined or warmed up"),
        SAVING("before a save was live"),
        SAVED("after that"),
        REFUSED("after a refusal, as a save had been cut off");

        private final String text;

        At(String text) {
            this.text = text;
        }
    }

    /** Edits, and kills in the middle of it. */
    private static final class Killer {
        private final EditedFile file;
        private final Random random;
        private final Map<At, Integer> times = new EnumMap<>(At.class);
        private int revision = GeneratedProject.FIRST_REVISION;

        Killer(EditedFile file, Random random) {
            this.file = file;
            this.random = random;
        }

        /**
         * A quarter of the times while the session joins and warms up, else in or just after one of the first saves.
         *
         * @return whether the program took the saves before that
         */
        boolean kill(LiveProcess live) throws IOException, InterruptedException {
            boolean joining = random.nextInt(4) == 0;
            boolean takesSaves = true;
            if (joining) {
                Thread.sleep(random.nextInt(JOINING_MILLIS));
            } else {
                live.awaitJoined();
                for (int i = random.nextInt(3); i > 0 && takesSaves; i--) {
                    file.save(++revision);
                    takesSaves = live.becomes(revision);
                }
                if (takesSaves) {
                    file.save(++revision);
                    LockSupport.parkNanos(1_000L * random.nextInt(SAVING_MICROS));
                }
            }
            Survival.begin(live.board());
            live.kill();
            times.merge(at(joining, takesSaves, live.board().get(Board.REVISION)), 1, Integer::sum);
            return takesSaves;
        }

        private At at(boolean joining, boolean takesSaves, long seen) {
            if (joining) {
                return At.JOINING;
            }
            if (!takesSaves) {
                return At.REFUSED;
            }
            return seen == revision ? At.SAVED : At.SAVING;
        }

        String describeAndForget() {
            String text = times.entrySet().stream()
                    .map(entry -> entry.getValue() + " " + entry.getKey().text)
                    .collect(Collectors.joining(", "));
            times.clear();
            return text;
        }
    }

    private void report(Report report, String what, List<Survival> survivals, Killer killer) {
        long survived = survivals.stream().filter(Survival::complete).count();
        report.add(new Report.Row(
                name(),
                what + ": programs of which every thread counts on",
                survived + " of " + survivals.size(),
                "all",
                survived == survivals.size() ? "yes" : "no"));
        report.add(name(), what + ": killed", killer.describeAndForget());
        Sample stall = Sample.of(survivals.stream().map(Survival::stallMillis));
        report.add(name(), what + ": longest stall of a thread around the kill", stall.describe());
    }
}

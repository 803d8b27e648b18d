package org.jurigged.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jurigged.bench.app.Board;
import org.jurigged.bench.app.Shop;
import org.jurigged.bench.project.EditedFile;
import org.jurigged.bench.project.GeneratedProject;

/** The memory of the controller's process, by its script, in a large project and after some edits. */
final class Memory implements Bench {
    private static final int SIZE = 5_000;
    private static final double MOST_MEGABYTES = 300;

    @Override
    public String name() {
        return "memory";
    }

    @Override
    public void run(Lab lab, Report report) throws IOException, InterruptedException {
        GeneratedProject project = lab.project(SIZE);
        project.reset(GeneratedProject.TARIFF);
        EditedFile file = project.edited(GeneratedProject.TARIFF);
        int edits = lab.times(30, 5);
        try (LiveProcess live = LiveProcess.run(
                lab,
                project,
                Shop.class,
                GeneratedProject.TARIFF,
                GeneratedProject.WORKLOAD,
                project.loaded().toString())) {
            live.await(Board.REVISION, GeneratedProject.FIRST_REVISION);
            for (int i = 1; i <= edits; i++) {
                file.save(GeneratedProject.FIRST_REVISION + i);
                live.await(Board.REVISION, GeneratedProject.FIRST_REVISION + i);
                live.awaitLive(i);
            }
            double now = megabytes(live.controller(), "VmRSS");
            double peak = megabytes(live.controller(), "VmHWM");
            String what = "controller, " + SIZE + " classes, " + edits + " edits: ";
            report.add(name(), what + "now", Sample.number(now) + " MB", now, MOST_MEGABYTES, "MB");
            report.add(name(), what + "peak", Sample.number(peak) + " MB", peak, MOST_MEGABYTES, "MB");
        }
    }

    /** Reads a process's resident memory from the kernel (proc(5), {@code status}). */
    private static double megabytes(long pid, String field) throws IOException {
        List<String> status = Files.readAllLines(Path.of("/proc/" + pid + "/status"));
        for (String line : status) {
            if (line.startsWith(field + ":")) {
                return Long.parseLong(line.replaceAll("\\D", "")) / 1024.0;
            }
        }
        throw new IOException("Process " + pid + " has no " + field + ".");
    }
}

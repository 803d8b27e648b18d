package org.jurigged.controller.watch;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** Measures the watcher on the machine at hand and prints a table: no test, start it by hand. */
final class WatchLatency {
    private static final int SAVES = 200;

    private WatchLatency() {}

    public static void main(String[] args) throws Exception {
        Path root = Files.createTempDirectory("jurigged-watch");
        int dirs = args.length > 0 ? Integer.parseInt(args[0]) : 2_000;
        for (int d = 0; d < dirs; d++) {
            Path dir = Files.createDirectories(root.resolve("m" + d % 20 + "/src/main/java/p" + d));
            for (int i = 0; i < 10; i++) {
                Files.writeString(dir.resolve("C" + i + ".java"), source("C" + i, d));
            }
        }
        measure(WatchOptions.of(List.of(root)), root, "events");
        measure(WatchOptions.of(List.of(root)).withPoll(java.time.Duration.ofMillis(20)), root, "polling");
        try (var files = Files.walk(root)) {
            files.sorted(java.util.Comparator.reverseOrder())
                    .forEach(file -> file.toFile().delete());
        }
    }

    private static void measure(WatchOptions options, Path root, String how) throws Exception {
        LinkedBlockingQueue<Long> arrivals = new LinkedBlockingQueue<>();
        long t = System.nanoTime();
        try (Watcher watcher = Watcher.start(options, save -> arrivals.add(System.nanoTime()))) {
            System.out.printf("%s: start %.0f ms%n", how, (System.nanoTime() - t) / 1e6);
            List<Double> millis = new ArrayList<>();
            for (int i = 0; i < SAVES; i++) {
                Path file = root.resolve("m7/src/main/java/p7/C" + i % 10 + ".java");
                Files.writeString(file, source("C" + i % 10, 1_000_000 + i));
                long written = System.nanoTime();
                Long arrived = arrivals.poll(10, TimeUnit.SECONDS);
                millis.add((arrived - written) / 1e6);
            }
            for (int i = 0; i < 5; i++) {
                t = System.nanoTime();
                watcher.refresh();
                System.out.printf("%s: pass %.0f ms%n", how, (System.nanoTime() - t) / 1e6);
            }
            List<Double> sorted = millis.stream().sorted().toList();
            System.out.printf(
                    "%s: save to onSave, ms: first %.1f median %.1f p95 %.1f max %.1f%n",
                    how, millis.get(0), sorted.get(SAVES / 2), sorted.get(SAVES * 95 / 100), sorted.get(SAVES - 1));
        }
    }

    private static String source(String name, int value) {
        return "class " + name + " {\n    int value = " + value + ";\n" + "    // padding\n".repeat(60) + "}\n";
    }
}

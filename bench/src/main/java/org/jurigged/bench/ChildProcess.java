package org.jurigged.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Runs a process of the bench that prints lines of the form {@code name milliseconds}. */
final class ChildProcess {
    private ChildProcess() {}

    /** Returns the times by name, in the order in which they were printed. */
    static Map<String, List<Double>> times(List<String> command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        Map<String, List<Double>> times = new HashMap<>();
        try (BufferedReader lines = process.inputReader()) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                int space = line.lastIndexOf(' ');
                times.computeIfAbsent(line.substring(0, space), name -> new ArrayList<>())
                        .add(Double.valueOf(line.substring(space + 1)));
            }
        }
        if (process.waitFor() != 0) {
            throw new IOException("A measuring process ended with " + process.exitValue() + ": " + command);
        }
        return times;
    }
}

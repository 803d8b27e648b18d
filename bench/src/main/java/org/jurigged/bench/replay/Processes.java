package org.jurigged.bench.replay;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Runs programs to their end. */
final class Processes {
    private Processes() {}

    /**
     * What a program left.
     *
     * @param status its exit status; -1 if it was ended because its time was up
     * @param output what it printed, errors included
     */
    record Ended(int status, String output) {}

    /** Runs a program with an empty input; one that takes too long is ended. */
    static Ended run(List<String> command, Map<String, String> environment, Duration most)
            throws IOException, InterruptedException {
        Path output = Files.createTempFile("jurigged-replay", ".log");
        try {
            ProcessBuilder builder =
                    new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
            builder.environment().putAll(environment);
            Process process = builder.start();
            process.getOutputStream().close();
            boolean ended = process.waitFor(most.toMillis(), TimeUnit.MILLISECONDS);
            if (!ended) {
                process.destroyForcibly().waitFor();
            }
            String text = new String(Files.readAllBytes(output), StandardCharsets.UTF_8);
            return new Ended(ended ? process.exitValue() : -1, text);
        } finally {
            Files.deleteIfExists(output);
        }
    }
}

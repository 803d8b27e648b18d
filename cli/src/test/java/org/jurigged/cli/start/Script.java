package org.jurigged.cli.start;

import static java.util.concurrent.TimeUnit.SECONDS;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A script that runs as a shell runs it: without a terminal, and with nothing in its environment but what is given. */
final class Script {
    private static final long TIMEOUT_SECONDS = 60;

    private final Process process;
    private final Path out;
    private final Path err;

    private Script(Process process, Path out, Path err) {
        this.process = process;
        this.out = out;
        this.err = err;
    }

    /** How a script ended; {@code out} is in lines without their ends. */
    record End(long pid, int exitCode, List<String> out, String err) {
        /** Returns what {@link Echo} told of one thing. */
        String told(String what) {
            return out.stream()
                    .filter(line -> line.startsWith(what + " "))
                    .map(line -> line.substring(what.length() + 1))
                    .findFirst()
                    .orElseThrow(() -> new AssertionError("Nothing about " + what + " in " + this));
        }
    }

    static Script start(Map<String, String> environment, Path script, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of("sh", script.toString()));
        command.addAll(List.of(arguments));
        Path out = Files.createTempFile("script", ".out");
        Path err = Files.createTempFile("script", ".err");
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.redirectOutput(out.toFile()).redirectError(err.toFile());
        builder.environment().clear();
        // Java can't name files with other letters than ASCII's in a plain C locale.
        builder.environment().put("LC_ALL", "C.UTF-8");
        builder.environment().putAll(environment);
        Process process = builder.start();
        process.getOutputStream().close();
        return new Script(process, out, err);
    }

    static End run(Map<String, String> environment, Path script, String... arguments)
            throws IOException, InterruptedException {
        return start(environment, script, arguments).end();
    }

    End end() throws IOException, InterruptedException {
        try {
            if (!process.waitFor(TIMEOUT_SECONDS, SECONDS)) {
                process.destroyForcibly();
                throw new AssertionError("The script does not end. It has said " + Files.readString(err));
            }
            return new End(process.pid(), process.exitValue(), Files.readAllLines(out), Files.readString(err));
        } finally {
            Files.delete(out);
            Files.delete(err);
        }
    }
}

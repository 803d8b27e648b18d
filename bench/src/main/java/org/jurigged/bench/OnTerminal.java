package org.jurigged.bench;

import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** A program on a terminal, which script(1) makes for it. */
final class OnTerminal implements AutoCloseable {
    private static final long END_SECONDS = 30;

    private final Process process;
    private final long start;
    private final StringBuilder shown = new StringBuilder();

    private OnTerminal(Process process, long start) {
        this.process = process;
        this.start = start;
    }

    static OnTerminal start(String command, Path directory) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(
                        "script", "-qfec", "stty cols 80 rows 24; exec '" + command + "'", "/dev/null")
                .directory(directory.toFile())
                .redirectErrorStream(true);
        builder.environment().put("TERM", "xterm");
        builder.environment().remove("CLASSPATH");
        long start = System.nanoTime();
        return new OnTerminal(builder.start(), start);
    }

    /** Waits until a text is shown after those that were waited for; returns how long after the start that is, in ms. */
    double await(String text) throws IOException {
        byte[] buffer = new byte[1 << 12];
        while (shown.indexOf(text) < 0) {
            int length = process.getInputStream().read(buffer);
            if (length < 0) {
                throw new IOException("'" + text + "' isn't shown, but: " + shown);
            }
            shown.append(new String(buffer, 0, length, StandardCharsets.UTF_8));
        }
        double millis = (System.nanoTime() - start) / 1e6;
        shown.delete(0, shown.indexOf(text) + text.length());
        return millis;
    }

    void type(String line) throws IOException {
        Writer in = process.outputWriter();
        in.write(line + "\r");
        in.flush();
    }

    void awaitEnd() throws IOException, InterruptedException {
        process.getInputStream().readAllBytes();
        if (!process.waitFor(END_SECONDS, TimeUnit.SECONDS)) {
            throw new IOException("It doesn't end.");
        }
    }

    @Override
    public void close() {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }
}

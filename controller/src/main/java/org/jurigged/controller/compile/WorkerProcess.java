package org.jurigged.controller.compile;

import java.io.BufferedInputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** A running {@link CompileWorker}. */
final class WorkerProcess implements AutoCloseable {
    private static final int KEPT_CHARS = 4_000;

    /** Options meant for the user's programs; a debug agent among them would stop or block the worker. */
    private static final Set<String> NOT_INHERITED = Set.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "_JAVA_OPTIONS");

    private final Process process;
    private final InputStream answers;
    private final StringBuilder errors = new StringBuilder();

    private WorkerProcess(Process process) {
        this.process = process;
        this.answers = new BufferedInputStream(process.getInputStream());
        Thread reader = new Thread(this::drainErrors, "jurigged-compile-worker-errors");
        reader.setDaemon(true);
        reader.start();
    }

    /** Start a worker on a JDK and tell it the settings. */
    static WorkerProcess start(CompileSettings settings) throws CompilerException {
        Path java = javaOf(settings.jdkHome());
        // The quick compiler only, as in jvm.options of the distribution, for the same reason.
        List<String> command = new ArrayList<>(
                List.of(java.toString(), "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Djava.awt.headless=true"));
        command.addAll(JavacInsides.jvmOptions());
        command.addAll(List.of("-cp", ownCode(), CompileWorker.class.getName()));
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().keySet().removeAll(NOT_INHERITED);
        try {
            WorkerProcess worker = new WorkerProcess(builder.start());
            worker.send(new WorkerMessage.Configure(settings));
            return worker;
        } catch (IOException e) {
            throw new CompilerException(
                    "The JDK at " + settings.jdkHome() + " can't be started to compile with: " + e.getMessage(), e);
        }
    }

    private static Path javaOf(Path jdkHome) {
        Path windows = jdkHome.resolve("bin").resolve("java.exe");
        return Files.exists(windows) ? windows : jdkHome.resolve("bin").resolve("java");
    }

    /** Find what this class was loaded from, a folder or a jar with everything in it; else the whole class path. */
    private static String ownCode() {
        CodeSource source = CompileWorker.class.getProtectionDomain().getCodeSource();
        try {
            if (source != null && "file".equals(source.getLocation().getProtocol())) {
                return new File(source.getLocation().toURI()).getPath();
            }
        } catch (URISyntaxException e) {
            // a location that is no proper URI: the class path has it too
        }
        return System.getProperty("java.class.path");
    }

    void send(WorkerMessage message) throws IOException {
        WorkerWire.write(process.getOutputStream(), message);
    }

    WorkerMessage receive() throws IOException {
        return WorkerWire.read(answers);
    }

    /** Say how the process ended and what it last wrote to stderr, for an error message. */
    String epitaph() {
        awaitEnd();
        String said;
        synchronized (errors) {
            said = errors.toString().strip();
        }
        String end = process.isAlive() ? "closed its output" : "ended with exit code " + process.exitValue();
        return said.isEmpty()
                ? end
                : end + ": " + said.lines().reduce((a, b) -> b).orElse(said);
    }

    /** Give the process a moment to end: its output is at the end before itself is. */
    private void awaitEnd() {
        try {
            process.waitFor(1, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    long pid() {
        return process.pid();
    }

    private void drainErrors() {
        byte[] buffer = new byte[1024];
        try (InputStream stderr = process.getErrorStream()) {
            for (int n = stderr.read(buffer); n >= 0; n = stderr.read(buffer)) {
                synchronized (errors) {
                    errors.append(new String(buffer, 0, n, StandardCharsets.UTF_8));
                    errors.delete(0, Math.max(0, errors.length() - KEPT_CHARS));
                }
            }
        } catch (IOException e) {
            // the process is gone, and its errors with it
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}

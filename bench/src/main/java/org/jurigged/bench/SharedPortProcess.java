package org.jurigged.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A {@code jurigged attach --debug}, by its script, which shares a JVM's debug port. */
final class SharedPortProcess implements AutoCloseable {
    private static final long PATIENCE_NANOS = 60_000_000_000L;
    private static final int LOOK_MILLIS = 500;

    /** How much of a processor a process may use that is at rest. */
    private static final double AT_REST = 0.04;

    private final Process controller;
    private final int port;

    private SharedPortProcess(Process controller, int port) {
        this.controller = controller;
        this.port = port;
    }

    /**
     * Attaches to a port and opens another one; returns once the session has joined the program, and what it does ahead in the
     * background is over.
     */
    static SharedPortProcess open(Lab lab, int port, int sharedPort) throws IOException, InterruptedException {
        Path events = lab.file("debug-events");
        Process controller = new ProcessBuilder(
                        lab.installation().script().toString(),
                        "attach",
                        "--json",
                        events.toString(),
                        "--debug=" + sharedPort,
                        "127.0.0.1:" + port)
                .directory(Files.createDirectories(lab.file("debugged")).toFile())
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(lab.file("debug-stderr").toFile())
                .start();
        SharedPortProcess process = new SharedPortProcess(controller, sharedPort);
        process.awaitJoined(new EventLog(events));
        process.awaitRest();
        return process;
    }

    /** The port for debuggers. */
    int port() {
        return port;
    }

    private void awaitJoined(EventLog events) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + PATIENCE_NANOS;
        for (events.read(); !events.joined(); events.read()) {
            if (System.nanoTime() > deadline || !controller.isAlive()) {
                throw new IOException("The session did not join the program that is debugged: " + events.failures());
            }
            Thread.sleep(5);
        }
    }

    private void awaitRest() throws IOException, InterruptedException {
        long deadline = System.nanoTime() + PATIENCE_NANOS;
        long before = cpuMillis();
        while (System.nanoTime() < deadline) {
            Thread.sleep(LOOK_MILLIS);
            long now = cpuMillis();
            if (now - before < LOOK_MILLIS * AT_REST) {
                return;
            }
            before = now;
        }
        throw new IOException("The session that shares the port did not come to rest.");
    }

    /** All threads' time, as the kernel counts it: the 14th and 15th field of proc(5)'s {@code stat}, in hundredths of a second. */
    private long cpuMillis() throws IOException {
        String stat = Files.readString(Path.of("/proc", Long.toString(controller.pid()), "stat"));
        List<String> afterName =
                List.of(stat.substring(stat.lastIndexOf(')') + 2).split(" "));
        return 10 * (Long.parseLong(afterName.get(11)) + Long.parseLong(afterName.get(12)));
    }

    @Override
    public void close() {
        controller.destroyForcibly().onExit().join();
    }
}

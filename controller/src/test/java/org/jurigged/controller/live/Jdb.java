package org.jurigged.controller.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.jurigged.controller.project.Jdk;

/** The JDK's own debugger, as in a terminal. */
final class Jdb implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final Process process;
    private final Writer commands;
    private final StringBuilder said = new StringBuilder();

    /** Attaches to a port, and waits until it has it. */
    Jdb(Jdk jdk, int port) throws IOException {
        process = new ProcessBuilder(
                        JdkTool.path(jdk, "jdb"),
                        "-connect",
                        "com.sun.jdi.SocketAttach:hostname=127.0.0.1,port=" + port)
                .redirectErrorStream(true)
                .start();
        commands = process.outputWriter(StandardCharsets.UTF_8);
        Thread reader = new Thread(this::read, "jdb-reader");
        reader.setDaemon(true);
        reader.start();
        await("> ");
    }

    private void read() {
        try (BufferedReader reader = process.inputReader(StandardCharsets.UTF_8)) {
            for (int next = reader.read(); next >= 0; next = reader.read()) {
                synchronized (said) {
                    said.append((char) next);
                }
            }
        } catch (IOException e) {
            // It has ended.
            return;
        }
    }

    /** Forgets what it has said. */
    void forget() {
        synchronized (said) {
            said.setLength(0);
        }
    }

    /** Types a command; what it has said before is forgotten. */
    Jdb say(String command) {
        try {
            forget();
            commands.write(command + "\n");
            commands.flush();
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Waits until what it has said since the last command has a match; returns all of that. */
    String await(String regex) {
        Pattern wanted = Pattern.compile(regex);
        Awaitility.await()
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(5))
                .untilAsserted(() -> assertThat(said()).containsPattern(wanted));
        return said();
    }

    private String said() {
        synchronized (said) {
            return said.toString();
        }
    }

    /** Waits until it has ended. */
    void ended() throws InterruptedException {
        assertThat(process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
    }

    @Override
    public void close() throws IOException {
        process.destroyForcibly().onExit().join();
    }
}

package org.jurigged.cli.debug;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.jurigged.controller.project.Jdk;

/** A program that nobody of ours started, with a debug port. */
final class Plain implements AutoCloseable {
    private static final String LISTENING = "Listening for transport dt_socket at address: ";

    private final Process process;
    private final BufferedReader output;
    private final int port;

    Plain(Jdk jdk, Path classes) throws IOException {
        process = new ProcessBuilder(
                        jdk.java().toString(),
                        "-agentlib:jdwp=transport=dt_socket,server=y,suspend=n,address=127.0.0.1:0",
                        "-cp",
                        classes.toString(),
                        "Shop")
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        output = process.inputReader(StandardCharsets.UTF_8);
        String line = output.readLine();
        assertThat(line).startsWith(LISTENING);
        port = Integer.parseInt(line.substring(LISTENING.length()));
    }

    int port() {
        return port;
    }

    void says(String... lines) throws IOException {
        for (String line : lines) {
            assertThat(output.readLine()).isEqualTo(line);
        }
    }

    @Override
    public void close() {
        process.destroyForcibly().onExit().join();
    }
}

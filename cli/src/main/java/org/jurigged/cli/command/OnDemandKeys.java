package org.jurigged.cli.command;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jurigged.cli.output.Terminal;
import org.jurigged.controller.session.LiveSession;

/** Applies what was collected when the user presses Enter, with {@code --on-demand} on a terminal. */
final class OnDemandKeys {
    private static final Path TERMINAL = Path.of("/dev/tty");

    private OnDemandKeys() {}

    /** Begins to read the terminal itself, since stdin is the program's. */
    static void start(LiveSession session) {
        if (!Terminal.errors() || !Files.isReadable(TERMINAL)) {
            return;
        }
        Thread reader = new Thread(() -> read(session), "jurigged-keys");
        reader.setDaemon(true);
        reader.start();
    }

    private static void read(LiveSession session) {
        try (BufferedReader terminal = Files.newBufferedReader(TERMINAL)) {
            while (terminal.readLine() != null) {
                session.apply();
            }
        } catch (IOException e) {
            // The terminal went away; SIGUSR1 still applies.
            return;
        }
    }
}

package org.jurigged.cli.command;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;

/** Asks, on the terminal itself since stdin is the program's, whether to start the program again. */
final class RestartQuestion {
    private static final Path TERMINAL = Path.of("/dev/tty");
    private static final AtomicBoolean OPEN = new AtomicBoolean();

    private RestartQuestion() {}

    /** Completes {@code restart} on a yes; returns at once, and asks once at a time. */
    static void ask(PrintWriter err, CompletableFuture<Void> restart) {
        if (!Files.isReadable(TERMINAL) || !OPEN.compareAndSet(false, true)) {
            return;
        }
        Thread asker = new Thread(() -> question(err, restart), "jurigged-question");
        asker.setDaemon(true);
        asker.start();
    }

    private static void question(PrintWriter err, CompletableFuture<Void> restart) {
        err.print("Restart the program now? [y/N] ");
        err.flush();
        try (BufferedReader terminal = Files.newBufferedReader(TERMINAL)) {
            String answer = terminal.readLine();
            if (answer != null && answer.strip().toLowerCase(Locale.ROOT).startsWith("y")) {
                restart.complete(null);
            }
        } catch (IOException e) {
            err.println("The answer could not be read: " + e.getMessage() + ".");
        } finally {
            OPEN.set(false);
        }
    }
}

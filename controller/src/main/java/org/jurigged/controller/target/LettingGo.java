package org.jurigged.controller.target;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Lets go of a JVM without relying on its answers: one that is stopped as a whole (by {@code SIGSTOP}, a frozen container, a
 * laptop's lid) gives none, and whoever ends a session doesn't wait for it to go on.
 *
 * <p>What isn't done by then is done when it answers; and where our process has ended, the debug agent lets go of all by itself,
 * as for each debugger whose connection breaks.
 */
final class LettingGo {
    private static final long PATIENCE_SECONDS = 5;

    private LettingGo() {}

    static void of(Runnable work) {
        FutureTask<Void> letGo = new FutureTask<>(work, null);
        Thread thread = new Thread(letGo, "jurigged-let-go");
        thread.setDaemon(true);
        thread.start();
        try {
            letGo.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            // It goes on by itself.
            return;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException e) {
            throw rethrow(e.getCause());
        }
    }

    private static RuntimeException rethrow(Throwable cause) {
        if (cause instanceof Error error) {
            throw error;
        }
        // What was to be done declares no other exceptions.
        return (RuntimeException) cause;
    }
}

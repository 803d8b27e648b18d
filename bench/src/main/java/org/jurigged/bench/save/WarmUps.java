package org.jurigged.bench.save;

import java.io.IOException;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Waits for the end of what a session does ahead of the first save. It is no part of what a session tells, so that its
 * threads are looked at.
 */
public final class WarmUps {
    private static final long PATIENCE_NANOS = 120_000_000_000L;
    private static final String COMPILER = "jurigged-warm-up";
    private static final String AT_LEISURE = "jurigged-warm-on";
    private static final String SESSION = "jurigged-warm";

    private WarmUps() {}

    public static void await() throws IOException, InterruptedException {
        await(false);
    }

    /** Waits where it has begun long ago, and may be over. */
    public static void awaitEnd() throws IOException, InterruptedException {
        await(true);
    }

    private static void await(boolean hasBegun) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + PATIENCE_NANOS;
        boolean begun = hasBegun;
        while (!begun || busy()) {
            // The session's thread rests in between: what it does first is over in no time where there are few sources.
            begun |= threads()
                    .map(entry -> entry.getKey().getName())
                    .anyMatch(name -> name.equals(COMPILER) || name.equals(AT_LEISURE));
            if (System.nanoTime() > deadline) {
                throw new IOException("The session's warm-up " + (begun ? "does not end." : "was not seen."));
            }
            Thread.sleep(2);
        }
    }

    private static boolean busy() {
        return threads().anyMatch(entry -> busy(entry.getKey(), entry.getValue()));
    }

    private static Stream<Map.Entry<Thread, StackTraceElement[]>> threads() {
        return Thread.getAllStackTraces().entrySet().stream();
    }

    /** The compiler's thread ends, or goes on at leisure under another name; the session's asks its pool for more work. */
    private static boolean busy(Thread thread, StackTraceElement[] stack) {
        boolean resting =
                Arrays.stream(stack).anyMatch(frame -> frame.getMethodName().equals("getTask"));
        return thread.getName().equals(COMPILER) || (thread.getName().equals(SESSION) && !resting);
    }
}

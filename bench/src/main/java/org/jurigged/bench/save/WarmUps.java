package org.jurigged.bench.save;

import java.io.IOException;
import java.util.Arrays;

/**
 * Waits for the end of what a session does ahead of the first save. It is no part of what a session tells, so that its
 * threads are looked at.
 */
public final class WarmUps {
    private static final long PATIENCE_NANOS = 120_000_000_000L;
    private static final String COMPILER = "jurigged-warm-up";
    private static final String SESSION = "jurigged-warm";

    private WarmUps() {}

    public static void await() throws IOException, InterruptedException {
        long deadline = System.nanoTime() + PATIENCE_NANOS;
        boolean begun = false;
        while (!begun || busy()) {
            begun |= busy();
            if (System.nanoTime() > deadline) {
                throw new IOException("The session's warm-up " + (begun ? "does not end." : "was not seen."));
            }
            Thread.sleep(2);
        }
    }

    private static boolean busy() {
        return Thread.getAllStackTraces().entrySet().stream().anyMatch(entry -> busy(entry.getKey(), entry.getValue()));
    }

    /** The compiler's thread ends; the session's asks its pool for more work. */
    private static boolean busy(Thread thread, StackTraceElement[] stack) {
        boolean resting =
                Arrays.stream(stack).anyMatch(frame -> frame.getMethodName().equals("getTask"));
        return thread.getName().equals(COMPILER) || (thread.getName().equals(SESSION) && !resting);
    }
}

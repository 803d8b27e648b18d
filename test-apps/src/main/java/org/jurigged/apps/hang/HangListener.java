package org.jurigged.apps.hang;

import java.time.Duration;
import java.util.Timer;
import java.util.TimerTask;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.TestPlan;

/**
 * Ends this JVM when no test has begun or ended in it for longer than any takes. A test that waits without a bound would keep
 * the whole run waiting, and nobody would learn which one it was.
 */
public final class HangListener implements TestExecutionListener {
    /** Far longer than any test takes, beside others on two cores too. */
    private static final Duration LONGEST = Duration.ofSeconds(Long.getLong("jurigged.test.seconds", 420));

    private static final Duration EVERY = Duration.ofSeconds(5);
    private static final int EXIT_CODE = 70;

    private volatile long lastNanos;
    private volatile String last = "";
    private Timer timer;

    @Override
    public void testPlanExecutionStarted(TestPlan plan) {
        note("the run's begin", "");
        timer = new Timer("jurigged test run", true);
        timer.schedule(
                new TimerTask() {
                    @Override
                    public void run() {
                        look();
                    }
                },
                EVERY.toMillis(),
                EVERY.toMillis());
    }

    @Override
    public void testPlanExecutionFinished(TestPlan plan) {
        timer.cancel();
    }

    @Override
    public void executionStarted(TestIdentifier test) {
        note("begin", test.getUniqueId());
    }

    @Override
    public void executionFinished(TestIdentifier test, TestExecutionResult result) {
        note("end", test.getUniqueId());
    }

    @Override
    public void executionSkipped(TestIdentifier test, String reason) {
        note("skip", test.getUniqueId());
    }

    private void note(String what, String test) {
        last = what + " " + test;
        lastNanos = System.nanoTime();
    }

    private void look() {
        Duration since = Duration.ofNanos(System.nanoTime() - lastNanos);
        if (since.compareTo(LONGEST) > 0) {
            System.err.println(
                    "No test has begun or ended here for " + since.toSeconds() + " s; the last was: " + last);
            HangReport.print(System.err);
            Runtime.getRuntime().halt(EXIT_CODE);
        }
    }
}

package org.jurigged.bench.replay.target;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.launcher.Launcher;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/**
 * Runs classes of tests, one after the other, until the time is up: processor time, so that what is run doesn't depend
 * on what else the machine does, and three times as much of the clock's for tests that wait.
 */
final class TestRun implements TestExecutionListener {
    private static final int FRAMES = 12;
    private static final int WAITING = 3;

    /** Tests may run in parallel if the project says so. */
    private final List<Result> results = Collections.synchronizedList(new ArrayList<>());

    private final long nanos;
    private int classesRun;

    TestRun(int seconds) {
        this.nanos = seconds * 1_000_000_000L;
    }

    void run(List<String> classNames) {
        Launcher launcher = LauncherFactory.create();
        long start = System.nanoTime();
        long startOfWork = processorNanos();
        for (String name : classNames) {
            if (processorNanos() - startOfWork > nanos || System.nanoTime() - start > WAITING * nanos) {
                return;
            }
            run(launcher, name);
            classesRun++;
        }
    }

    private static long processorNanos() {
        return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime();
    }

    private void run(Launcher launcher, String className) {
        LauncherDiscoveryRequest request = LauncherDiscoveryRequestBuilder.request()
                .selectors(DiscoverySelectors.selectClass(className))
                .configurationParameter("junit.jupiter.extensions.autodetection.enabled", "false")
                .build();
        try {
            launcher.execute(request, this);
        } catch (RuntimeException | LinkageError | OutOfMemoryError e) {
            // An engine that can't so much as begin with the class, or a test that took all memory, which ends it: no
            // further test of the class has an outcome but this one.
            results.add(new Result(className, "failed", describe(e)));
        }
    }

    List<Result> results() {
        return List.copyOf(results);
    }

    /** How many classes were run before the time was up. */
    int classesRun() {
        return classesRun;
    }

    @Override
    public void executionSkipped(TestIdentifier test, String reason) {
        results.add(new Result(test.getUniqueId(), "skipped", reason));
    }

    @Override
    public void executionFinished(TestIdentifier test, TestExecutionResult result) {
        boolean successful = result.getStatus() == TestExecutionResult.Status.SUCCESSFUL;
        if (test.isTest() || !successful) {
            String outcome = switch (result.getStatus()) {
                case SUCCESSFUL -> Result.PASSED;
                case ABORTED -> "aborted";
                case FAILED -> "failed";
            };
            String failure = result.getThrowable().map(TestRun::describe).orElse("");
            results.add(new Result(test.getUniqueId(), outcome, failure));
        }
    }

    /** Returns the exception, its causes, and where the innermost of them comes from. */
    private static String describe(Throwable failure) {
        List<String> lines = new ArrayList<>();
        Throwable innermost = failure;
        for (Throwable t = failure; t != null && lines.size() < 5; t = t.getCause()) {
            lines.add((lines.isEmpty() ? "" : "caused by ") + text(t));
            innermost = t;
        }
        StackTraceElement[] stack = innermost.getStackTrace();
        for (int i = 0; i < Math.min(FRAMES, stack.length); i++) {
            lines.add("    at " + stack[i]);
        }
        return String.join("\n", lines);
    }

    private static String text(Throwable t) {
        try {
            return t.toString();
        } catch (RuntimeException | LinkageError e) {
            // The program's own exception, whose message is made by the program's own code.
            return t.getClass().getName() + ", whose toString() throws " + e.getClass();
        }
    }
}

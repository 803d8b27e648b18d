package org.jurigged.controller.testing;

import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.jurigged.controller.Event;

/** Counts and tells the results of one run. */
final class TestRun implements TestChannel.Listener {
    private final Consumer<Event> listener;
    private final Affected affected;
    private final Map<String, Set<String>> failing;
    private final long start;
    private final Set<String> classes = new TreeSet<>();
    private int passed;
    private int failed;
    private int skipped;

    /** @param start when the save that it is for was noticed */
    TestRun(Consumer<Event> listener, Affected affected, Map<String, Set<String>> failing, long start) {
        this.listener = listener;
        this.affected = affected;
        this.failing = failing;
        this.start = start;
    }

    @Override
    public void testClass(String name, boolean isOpen) {
        affected.add(name, isOpen);
    }

    @Override
    public void result(TestResult result) {
        classes.add(result.className());
        switch (result.status()) {
            case SUCCESSFUL -> passed++;
            case SKIPPED -> skipped++;
            case FAILED -> {
                failed++;
                failing.computeIfAbsent(result.className(), name -> new TreeSet<>())
                        .add(result.name());
            }
        }
        if (result.hasFailed()) {
            listener.accept(new Event.TestFailed(result.label(), result.problem(), result.stack(), sinceStart()));
        } else {
            listener.accept(
                    new Event.TestDone(result.label(), result.status() == TestResult.Status.SKIPPED, sinceStart()));
        }
    }

    private double sinceStart() {
        return (System.nanoTime() - start) / 1e6;
    }

    Event summary() {
        int still = failing.values().stream().mapToInt(Set::size).sum();
        return new Event.TestsRun(
                passed,
                failed,
                skipped,
                classes.size(),
                Math.max(affected.size(), classes.size()),
                still,
                sinceStart());
    }
}

package org.jurigged.bench.steps;

import java.util.ArrayList;
import java.util.List;

/** Notes the calls of steps. Thread-safe. */
public final class Clock {
    private static final List<Call> CALLS = new ArrayList<>();

    private Clock() {}

    /** One call of a step; times are {@link System#nanoTime()}. */
    public record Call(String label, long startNanos, long endNanos) {
        private boolean isPartOf(Call other) {
            return other != this
                    && label.equals(other.label)
                    && other.startNanos <= startNanos
                    && endNanos <= other.endNanos;
        }
    }

    /** Called at the end of each step. */
    public static void note(String label, long startNanos) {
        long now = System.nanoTime();
        synchronized (CALLS) {
            CALLS.add(new Call(label, startNanos, now));
        }
    }

    /** Returns the calls since the last time, but those that a call of the same step made; none where no clock runs. */
    public static List<Call> take() {
        List<Call> calls;
        synchronized (CALLS) {
            calls = List.copyOf(CALLS);
            CALLS.clear();
        }
        return calls.stream()
                .filter(call -> calls.stream().noneMatch(call::isPartOf))
                .toList();
    }
}

package org.jurigged.controller.live;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;
import org.jurigged.controller.Event;

/** Collects a session's events; thread-safe. */
public final class Heard implements Consumer<Event> {
    /** Never waited for in vain, but on a machine that has much else to do. */
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private final List<Event> events = new CopyOnWriteArrayList<>();
    private volatile Predicate<Event> failing = event -> false;

    @Override
    public void accept(Event event) {
        events.add(event);
        if (failing.test(event)) {
            throw new IllegalStateException("not today");
        }
    }

    /** Throws from now on at each event that a condition holds of. */
    void failAt(Predicate<Event> condition) {
        failing = condition;
    }

    /** A point in time, to ask for the events that came after it. */
    public int mark() {
        return events.size();
    }

    public List<Event> since(int mark) {
        List<Event> now = List.copyOf(events);
        return now.subList(mark, now.size());
    }

    /** Waits for an event of a kind; returns what came since the mark, up to and including it. */
    List<Event> await(int mark, Class<? extends Event> kind) {
        return await(mark, kind::isInstance, kind.getSimpleName());
    }

    /** Waits for an event that a condition holds of; returns what came since the mark, up to and including it. */
    public List<Event> await(int mark, Predicate<Event> condition, String what) {
        try {
            Awaitility.await()
                    .pollInterval(Duration.ofMillis(5))
                    .atMost(PATIENCE)
                    .until(() -> since(mark).stream().anyMatch(condition));
        } catch (ConditionTimeoutException e) {
            AssertionError failure = new AssertionError("no " + what + " came, but: " + since(mark), e);
            since(mark).stream()
                    .filter(Event.Trouble.class::isInstance)
                    .map(event -> ((Event.Trouble) event).cause())
                    .filter(Objects::nonNull)
                    .forEach(failure::addSuppressed);
            throw failure;
        }
        List<Event> since = since(mark);
        for (int i = 0; i < since.size(); i++) {
            if (condition.test(since.get(i))) {
                return since.subList(0, i + 1);
            }
        }
        throw new AssertionError("events vanished");
    }
}

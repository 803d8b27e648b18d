package org.jurigged.agent;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Waits for definitions that the controller wants to see and has not: those that were under way when it said so, and those
 * whose threads could not wait for it.
 */
final class Missed implements Runnable {
    private static final long LONGEST_NANOS = TimeUnit.SECONDS.toNanos(30);
    private static final long PAUSE_MILLIS = 1;

    private final Classes classes;
    private final Link link;
    private final ExecutorService workers;
    private final Map<Classes.Pending, Boolean> missed = new LinkedHashMap<>();
    private boolean isRunning;

    Missed(Classes classes, Link link, ExecutorService workers) {
        this.classes = classes;
        this.link = link;
        this.workers = workers;
    }

    /** Tells of a class as soon as it is there; {@code mayRun} if it is told that it had begun to run by then. */
    synchronized void add(Classes.Pending definition, boolean mayRun) {
        missed.put(definition, mayRun || Boolean.TRUE.equals(missed.get(definition)));
        if (!isRunning) {
            workers.execute(this);
            isRunning = true;
        }
    }

    @Override
    public void run() {
        try {
            while (look()) {
                Thread.sleep(PAUSE_MILLIS);
            }
        } catch (InterruptedException e) {
            // The agent ends.
            return;
        }
    }

    /** Looks once; false if there is nothing left to wait for. */
    private boolean look() {
        for (Map.Entry<Classes.Pending, Boolean> each : waitedFor()) {
            Class<?> type = classes.result(each.getKey());
            if (type != null) {
                link.send(new Wire.Message(Protocol.MISSED, classes.number(type)).add(each.getValue()));
                forget(each.getKey());
            }
        }
        return goesOn();
    }

    private synchronized List<Map.Entry<Classes.Pending, Boolean>> waitedFor() {
        long now = System.nanoTime();
        for (Iterator<Classes.Pending> each = missed.keySet().iterator(); each.hasNext(); ) {
            if (now - each.next().since() > LONGEST_NANOS) {
                each.remove();
            }
        }
        return new ArrayList<>(missed.entrySet());
    }

    private synchronized void forget(Classes.Pending definition) {
        missed.remove(definition);
    }

    private synchronized boolean goesOn() {
        isRunning = !missed.isEmpty();
        return isRunning;
    }
}

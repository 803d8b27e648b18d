package org.jurigged.agent;

import java.util.Iterator;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Waits for definitions that were under way when the controller said that it wants to see such classes. */
final class Missed implements Runnable {
    private static final long LONGEST_NANOS = TimeUnit.SECONDS.toNanos(30);

    private final Classes classes;
    private final Link link;
    private final List<Classes.Pending> missed;

    Missed(Classes classes, Link link, List<Classes.Pending> missed) {
        this.classes = classes;
        this.link = link;
        this.missed = missed;
    }

    @Override
    public void run() {
        long end = System.nanoTime() + LONGEST_NANOS;
        try {
            while (!missed.isEmpty() && System.nanoTime() < end) {
                for (Iterator<Classes.Pending> each = missed.iterator(); each.hasNext(); ) {
                    Classes.Pending definition = each.next();
                    Class<?> type = classes.result(definition);
                    if (type != null) {
                        link.send(new Wire.Message(Protocol.MISSED, classes.number(type)));
                        each.remove();
                    }
                }
                Thread.sleep(1);
            }
        } catch (InterruptedException e) {
            // The agent ends.
            return;
        }
    }
}

package org.jurigged.controller.share;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * How often one client has suspended each thread, as the JVM would count if that client were alone
 * (JDWP VirtualMachine.Suspend and Resume, ThreadReference.Suspend and Resume, suspend policies).
 */
final class Holds {
    private int all;
    /** Threads whose count isn't {@link #all}. */
    private final Map<Long, Integer> others = new HashMap<>();

    /** How often all threads are suspended, those that start from now on too. */
    int all() {
        return all;
    }

    int of(long thread) {
        return others.getOrDefault(thread, all);
    }

    Set<Long> others() {
        return others.keySet();
    }

    boolean isEmpty() {
        return all == 0 && others.values().stream().noneMatch(count -> count > 0);
    }

    Holds copy() {
        Holds copy = new Holds();
        copy.become(this);
        return copy;
    }

    void become(Holds other) {
        all = other.all;
        others.clear();
        others.putAll(other.others);
    }

    void suspendAll() {
        all++;
        others.replaceAll((thread, count) -> count + 1);
    }

    void resumeAll() {
        all = Math.max(0, all - 1);
        others.replaceAll((thread, count) -> Math.max(0, count - 1));
        others.values().removeIf(count -> count == all);
    }

    void suspend(long thread) {
        put(thread, of(thread) + 1);
    }

    void resume(long thread) {
        put(thread, Math.max(0, of(thread) - 1));
    }

    private void put(long thread, int count) {
        if (count == all) {
            others.remove(thread);
        } else {
            others.put(thread, count);
        }
    }
}

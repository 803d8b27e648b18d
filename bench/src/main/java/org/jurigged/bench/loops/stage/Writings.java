package org.jurigged.bench.loops.stage;

import java.util.AbstractList;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** What a program writes, and where it waits: when it has written so much. Thread-safe. */
final class Writings extends AbstractList<Object> {
    private final List<String> written = new ArrayList<>();
    private final int[] stops;
    private int stop;
    private boolean waits;
    private String ended;

    Writings(int... stops) {
        this.stops = stops.clone();
    }

    @Override
    public synchronized boolean add(Object value) {
        written.add(String.valueOf(value));
        if (stop < stops.length && written.size() == stops[stop]) {
            stop++;
            waits = true;
            while (waits) {
                try {
                    wait();
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                }
            }
        }
        return true;
    }

    synchronized String release() {
        waits = false;
        notifyAll();
        return "";
    }

    /** {@code waits}, {@code runs}, or {@code ended} with what the program threw. */
    synchronized String state() {
        return ended != null ? "ended " + ended : waits ? "waits" : "runs";
    }

    synchronized String said() {
        return written.stream().collect(Collectors.joining(" "));
    }

    synchronized void end(String thrown) {
        ended = thrown;
    }

    @Override
    public synchronized Object get(int index) {
        return written.get(index);
    }

    @Override
    public synchronized int size() {
        return written.size();
    }
}

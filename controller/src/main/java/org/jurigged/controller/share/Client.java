package org.jurigged.controller.share;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** One who debugs the JVM: jurigged itself, or a guest. What is kept of it here belongs to the {@link Multiplexer}. */
abstract class Client {
    final Holds holds = new Holds();
    /** Objects that it keeps from being collected. */
    final Set<Long> pinned = new HashSet<>();
    /** Its event requests, by the ids that it knows them by. */
    final Map<Integer, Request> requests = new HashMap<>();
    /** How often it has got each object id; only kept of guests. */
    final Map<Long, Integer> received = new HashMap<>();
    /** The lines that it has asked for; only kept of guests. */
    final ToldLines lines = new ToldLines();
    /** Events that wait until it wants them; null while it wants all. */
    Deque<Packet> heldBack;

    private boolean left;

    /** Whether it is jurigged. */
    abstract boolean isOwn();

    /** Hands it a packet; must not wait for it. */
    abstract void send(Packet packet);

    /** Ends its connection, without a word to the multiplexer. */
    abstract void disconnect();

    void event(Packet packet) {
        if (heldBack == null) {
            send(packet);
        } else {
            heldBack.add(packet);
        }
    }

    void holdEvents() {
        if (heldBack == null) {
            heldBack = new ArrayDeque<>();
        }
    }

    void releaseEvents() {
        Deque<Packet> waiting = heldBack;
        heldBack = null;
        if (waiting != null) {
            waiting.forEach(this::send);
        }
    }

    void received(long object) {
        if (!isOwn()) {
            received.merge(object, 1, Integer::sum);
        }
    }

    boolean hasLeft() {
        return left;
    }

    /** Notes that it has left; false if it had before. */
    boolean leave() {
        boolean first = !left;
        left = true;
        return first;
    }
}

package org.jurigged.controller.share;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Whose each event request is.
 *
 * <p>A JVM steps a thread for one request at a time and forgets an earlier one without a word: so a guest's step comes first,
 * and others wait until it is over.
 */
final class Requests {
    /** Ids that the JVM doesn't come to, for requests that it hasn't got yet. */
    private static final int FIRST_OWN_ID = 0x4000_0000;

    /** How many are known before those that were cleared are forgotten. */
    private static final int KEPT = 4096;

    private final Upstream upstream;
    private final Runnable onSettled;
    /** Also those that were cleared: their events may be on their way. */
    private final Map<Integer, Request> byId = new HashMap<>();
    /** The steps of each thread; the first is the JVM's. */
    private final Map<Long, List<Request>> steps = new HashMap<>();

    private final StepLines stepLines;

    /** Those that the JVM hasn't answered yet. */
    private final List<Request> underWay = new ArrayList<>();

    private int ownIds = FIRST_OWN_ID;

    /** {@code onSettled} is run when the JVM has answered all requests. */
    Requests(Upstream upstream, Runnable onSettled) {
        this.upstream = upstream;
        this.onSettled = onSettled;
        this.stepLines = new StepLines(upstream, steps::containsKey);
    }

    /** Has steps that begin from now on know the lines that redefined methods have. */
    void redefined() {
        stepLines.redefined();
    }

    /** Whether the JVM may tell of requests that it hasn't confirmed yet. */
    boolean isUnderWay() {
        return !underWay.isEmpty();
    }

    /** Returns a client's requests, those that it has no answer for yet among them. */
    Set<Request> of(Client client) {
        Set<Request> all = new LinkedHashSet<>(client.requests.values());
        underWay.stream().filter(request -> request.owner == client).forEach(all::add);
        return all;
    }

    /** Returns a request by the JVM's id; null if nobody has it any more. */
    Request byId(int id) {
        return byId.get(id);
    }

    /** Sets a request and answers the packet that asked for it. */
    void set(Request request, int packet) {
        long stepped = request.stepped();
        if (stepped != 0 && mustWait(request, stepped)) {
            keep(request, packet);
            return;
        }
        set(request, reply -> {
            if (reply.error() == 0) {
                request.clientId = request.id;
                request.owner.requests.put(request.clientId, request);
            }
            request.owner.send(reply.withId(packet));
        });
    }

    /** Answers the packet that asked for a request which the JVM isn't to have yet. */
    void keep(Request request, int packet) {
        request.clientId = ++ownIds;
        request.owner.requests.put(request.clientId, request);
        request.owner.send(Packet.reply(packet, idData(request.clientId)));
    }

    private boolean mustWait(Request request, long thread) {
        List<Request> queue = steps.computeIfAbsent(thread, t -> new ArrayList<>());
        if (!queue.isEmpty() && queue.get(0).owner.isOwn() && !request.owner.isOwn()) {
            unset(queue.get(0));
            queue.add(0, request);
            return false;
        }
        // A client's own steps are its own affair.
        boolean waits = !queue.isEmpty() && queue.get(0).owner != request.owner;
        queue.add(waits ? queue.size() : 0, request);
        return waits;
    }

    /** What is done when the JVM has answered a request; its id is known then. */
    interface Answered {
        void with(Packet reply);
    }

    /** Sets a request in the JVM. */
    void set(Request request, Answered answered) {
        underWay.add(request);
        request.isWanted = true;
        if (request.stepped() != 0) {
            stepLines.stepped(request.stepped());
        }
        upstream.send(Command.EVENT_SET, request.data(), reply -> {
            underWay.remove(request);
            if (reply.error() != 0) {
                over(request);
            } else {
                request.id = reply.fields(upstream.sizes()).int4();
                remember(request);
                if (!request.isWanted || request.owner.hasLeft()) {
                    unset(request);
                }
            }
            answered.with(reply);
            if (underWay.isEmpty()) {
                onSettled.run();
            }
        });
    }

    private void remember(Request request) {
        byId.put(request.id, request);
        if (byId.size() > KEPT) {
            byId.values().removeIf(known -> !known.isWanted);
        }
    }

    private byte[] idData(int id) {
        return new Data(upstream.sizes()).int4(id).bytes();
    }

    /** Clears a request and answers: nothing stops at it any more when its client has the answer. */
    void clear(Client client, Packet packet) {
        Fields fields = packet.fields(upstream.sizes());
        fields.int1();
        clear(client, fields.int4(), () -> client.send(Packet.reply(packet.id(), Data.NONE)));
    }

    private void clear(Client client, int clientId, Runnable then) {
        Request request = client.requests.remove(clientId);
        if (request == null) {
            then.run();
        } else {
            unset(request, then);
            over(request);
        }
    }

    /** Clears all breakpoints of a client and answers. */
    void clearBreakpoints(Client client, Packet packet) {
        for (Request request : List.copyOf(client.requests.values())) {
            if (request.kind == EventKind.BREAKPOINT) {
                clear(client, request.clientId, () -> {});
            }
        }
        // Behind all of these.
        upstream.send(Command.VM_ID_SIZES, Data.NONE, reply -> client.send(Packet.reply(packet.id(), Data.NONE)));
    }

    /** Takes a request from the JVM, which may still tell of it. */
    void unset(Request request) {
        unset(request, () -> {});
    }

    /** {@code then} is run when the JVM has done so. */
    private void unset(Request request, Runnable then) {
        request.isWanted = false;
        if (request.id == 0) {
            then.run();
            return;
        }
        Data data = new Data(upstream.sizes()).int1(request.kind).int4(request.id);
        upstream.send(Command.EVENT_CLEAR, data.bytes(), reply -> then.run());
        request.id = 0;
    }

    /** Notes that the JVM has told of a request. */
    void told(Request request) {
        if (request.isCounted()) {
            request.isWanted = false;
            request.id = 0;
            request.owner.requests.remove(request.clientId, request);
            over(request);
        }
    }

    private void over(Request request) {
        List<Request> queue = steps.get(request.stepped());
        if (queue == null || !queue.remove(request)) {
            return;
        }
        stepLines.over(request.stepped());
        if (queue.isEmpty()) {
            steps.remove(request.stepped());
        } else if (!queue.get(0).isWanted) {
            set(queue.get(0), reply -> {});
        }
    }

    void leave(Client client) {
        for (Request request : List.copyOf(client.requests.values())) {
            clear(client, request.clientId, () -> {});
        }
        byId.values().removeIf(request -> request.owner == client);
    }
}

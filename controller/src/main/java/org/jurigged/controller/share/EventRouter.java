package org.jurigged.controller.share;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Gives each client the events that it has asked for, suspended as it has asked.
 *
 * <p>Where jurigged and a guest have events of one moment and jurigged's thread is to wait, jurigged comes first: it brings a
 * class up to date before a debugger sees it, and lets go within milliseconds. The guest's part comes when it does.
 */
final class EventRouter {
    private final Multiplexer multiplexer;
    private final Upstream upstream;
    private final Suspensions suspensions;
    private final Requests requests;
    /** Events of requests that may not be known yet, and those behind them. */
    private final Deque<Packet> waiting = new ArrayDeque<>();
    /** What guests get when jurigged lets go of a thread. */
    private final Map<Long, List<Part>> afterOwn = new HashMap<>();

    private int ids;

    EventRouter(Multiplexer multiplexer, Upstream upstream, Suspensions suspensions, Requests requests) {
        this.multiplexer = multiplexer;
        this.upstream = upstream;
        this.suspensions = suspensions;
        this.requests = requests;
    }

    /** One client's events of a composite. */
    private static final class Part {
        final Client client;
        final List<Composite.Event> events = new ArrayList<>();
        final Map<Integer, Integer> clientIds = new HashMap<>();
        byte policy;

        Part(Client client) {
            this.client = client;
        }

        void add(Composite.Event event, byte wanted) {
            events.add(event);
            policy = (byte) Math.max(policy, wanted);
        }
    }

    void composite(Packet packet) {
        waiting.add(packet);
        settle();
    }

    /** Routes what doesn't have to wait; what came later doesn't overtake. */
    void settle() {
        while (!waiting.isEmpty()) {
            Composite composite = Composite.read(waiting.peek(), upstream.sizes());
            if (requests.isUnderWay() && hasUnknown(composite)) {
                return;
            }
            waiting.remove();
            name(composite);
        }
    }

    private boolean hasUnknown(Composite composite) {
        return composite.events().stream()
                .anyMatch(event -> event.request() != 0 && requests.byId(event.request()) == null);
    }

    /** A thread that starts while jurigged starts one is asked for its name: no guest is to hear of jurigged's. */
    private void name(Composite composite) {
        boolean starts = composite.events().stream().anyMatch(event -> event.kind() == EventKind.THREAD_START);
        if (!starts || multiplexer.starting() == null) {
            route(composite);
            return;
        }
        upstream.send(Command.THREAD_NAME, Data.object(upstream.sizes(), composite.thread()), reply -> {
            if (reply.error() == 0 && reply.fields(upstream.sizes()).string().equals(multiplexer.starting())) {
                multiplexer.hideThread(composite.thread());
            }
            route(composite);
        });
    }

    private void route(Composite composite) {
        Map<Client, Part> parts = new LinkedHashMap<>();
        boolean whole = true;
        for (Composite.Event event : composite.events()) {
            whole &= event.request() == 0 ? toAll(event, composite, parts) : toOwner(event, parts);
        }
        long thread = composite.thread();
        for (Part part : parts.values()) {
            if (whole && parts.size() == 1) {
                part.policy = composite.policy();
            } else if (thread == 0 && part.policy == Composite.SUSPEND_THREAD) {
                part.policy = Composite.SUSPEND_ALL;
            }
        }
        suspend(composite, thread, parts.values().stream().toList());
    }

    private boolean toAll(Composite.Event event, Composite composite, Map<Client, Part> parts) {
        for (Client client : multiplexer.clients()) {
            // One that comes later would not have got it by itself either.
            if (client.isOwn() || event.kind() != EventKind.VM_START) {
                parts.computeIfAbsent(client, Part::new)
                        .add(event, event.kind() == EventKind.VM_START ? composite.policy() : 0);
            }
        }
        return true;
    }

    /** Returns false where the owner doesn't get it as it asked for it. */
    private boolean toOwner(Composite.Event event, Map<Client, Part> parts) {
        Request request = requests.byId(event.request());
        if (request == null || request.owner.hasLeft()) {
            return false;
        }
        requests.told(request);
        boolean isOurs = !request.owner.isOwn() && suspensions.isExempt(event.thread());
        if (isOurs && event.kind() != EventKind.CLASS_PREPARE) {
            return false;
        }
        Part part = parts.computeIfAbsent(request.owner, Part::new);
        part.clientIds.put(event.request(), request.clientId);
        part.add(event, isOurs ? Composite.SUSPEND_NONE : request.policy);
        return !isOurs;
    }

    private void suspend(Composite composite, long thread, List<Part> parts) {
        List<Part> wanting = parts.stream().filter(part -> part.policy > 0).toList();
        boolean ownFirst = wanting.size() > 1
                && wanting.stream().anyMatch(part -> part.client.isOwn() && part.policy == Composite.SUSPEND_THREAD);
        if (ownFirst) {
            if (composite.policy() == Composite.SUSPEND_ALL) {
                upstream.suspend(thread);
                upstream.resumeAll();
            }
            for (Part part : parts) {
                if (part.client.isOwn()) {
                    suspensions.suspended(part.client, thread);
                } else if (part.policy > 0) {
                    afterOwn.computeIfAbsent(thread, t -> new ArrayList<>()).add(part);
                    continue;
                }
                deliver(part);
            }
            return;
        }
        Part first = wanting.stream()
                .filter(part -> part.policy == composite.policy())
                .findFirst()
                .orElse(null);
        for (Part part : wanting) {
            suspend(part, thread, part == first);
        }
        if (first == null && composite.policy() == Composite.SUSPEND_ALL) {
            upstream.resumeAll();
        } else if (first == null && composite.policy() == Composite.SUSPEND_THREAD) {
            upstream.resume(thread);
        }
        parts.forEach(this::deliver);
    }

    private void suspend(Part part, long thread, boolean isDone) {
        if (part.policy == Composite.SUSPEND_ALL) {
            if (!isDone) {
                upstream.suspendAll();
            }
            suspensions.suspendedAll(part.client);
        } else if (isDone) {
            suspensions.suspended(part.client, thread);
        } else {
            suspensions.suspend(part.client, thread);
        }
    }

    private void deliver(Part part) {
        part.events.forEach(event -> event.objects().forEach(part.client::received));
        part.client.event(Composite.packet(++ids, part.policy, part.events, part.clientIds, upstream.sizes()));
    }

    /** Called before jurigged lets go of a thread: guests get what they wait for, and it stays suspended for them. */
    void beforeOwnResumes(long thread) {
        List<Part> parts = afterOwn.remove(thread);
        if (parts != null) {
            for (Part part : parts) {
                if (!part.client.hasLeft()) {
                    suspend(part, thread, false);
                    deliver(part);
                }
            }
        }
    }

    /** Called before jurigged resumes all threads. */
    void beforeOwnResumesAll(Client own) {
        for (long thread : List.copyOf(afterOwn.keySet())) {
            if (own.holds.of(thread) <= 1) {
                beforeOwnResumes(thread);
            }
        }
    }

    /** Tells a client of events that nobody but it is concerned by, and that suspend nothing. */
    void tell(Client client, List<Composite.Event> events) {
        client.event(Composite.packet(++ids, Composite.SUSPEND_NONE, events, Map.of(), upstream.sizes()));
    }
}

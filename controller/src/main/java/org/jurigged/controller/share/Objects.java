package org.jurigged.controller.share;

import java.util.HashMap;
import java.util.Map;

/**
 * What clients say of objects as such. The JVM counts how often it has told an id, whoever to, and knows only whether an object
 * is to be kept, not for whom.
 */
final class Objects {
    /** How many a packet has at most. */
    private static final int BATCH = 10_000;

    private final Multiplexer multiplexer;
    private final Upstream upstream;
    private final Suspensions suspensions;

    Objects(Multiplexer multiplexer, Upstream upstream, Suspensions suspensions) {
        this.multiplexer = multiplexer;
        this.upstream = upstream;
        this.suspensions = suspensions;
    }

    /** Forgets ids, but no more of them than the client has got. */
    void dispose(Client client, Packet packet) {
        Fields fields = packet.fields(upstream.sizes());
        Map<Long, Integer> counts = new HashMap<>();
        for (int n = fields.int4(); n > 0; n--) {
            counts.merge(fields.object(), fields.int4(), Integer::sum);
        }
        counts.keySet().removeIf(suspensions::knows);
        if (!client.isOwn()) {
            counts.replaceAll((object, count) -> Math.min(count, client.received.getOrDefault(object, 0)));
            counts.values().removeIf(count -> count <= 0);
            counts.forEach((object, count) ->
                    client.received.computeIfPresent(object, (o, had) -> had.equals(count) ? null : had - count));
        }
        dispose(counts);
        client.send(Packet.reply(packet.id(), Data.NONE));
    }

    private void dispose(Map<Long, Integer> counts) {
        Data data = new Data(upstream.sizes());
        int count = 0;
        for (Map.Entry<Long, Integer> entry : counts.entrySet()) {
            data.object(entry.getKey()).int4(entry.getValue());
            count++;
            if (count == BATCH) {
                dispose(count, data.bytes());
                data = new Data(upstream.sizes());
                count = 0;
            }
        }
        if (count > 0) {
            dispose(count, data.bytes());
        }
    }

    private void dispose(int count, byte[] entries) {
        Data data = new Data(upstream.sizes()).int4(count).raw(entries, 0, entries.length);
        upstream.tell(Command.VM_DISPOSE_OBJECTS, data.bytes());
    }

    void pin(Client client, Packet packet) {
        long object = packet.fields(upstream.sizes()).object();
        multiplexer.forward(client, packet, reply -> {
            if (reply.error() == 0) {
                client.pinned.add(object);
            }
            return reply;
        });
    }

    void unpin(Client client, Packet packet) {
        long object = packet.fields(upstream.sizes()).object();
        client.pinned.remove(object);
        if (isPinned(object)) {
            client.send(Packet.reply(packet.id(), Data.NONE));
        } else {
            multiplexer.forward(client, packet, reply -> reply);
        }
    }

    private boolean isPinned(long object) {
        return multiplexer.clients().stream().anyMatch(client -> client.pinned.contains(object));
    }

    /** Forgets all that a client has, which is none of them any more. */
    void leave(Client client) {
        for (long object : client.pinned) {
            if (!isPinned(object)) {
                upstream.tell(Command.OBJECT_ENABLE_COLLECTION, object);
            }
        }
        client.received.keySet().removeIf(suspensions::knows);
        dispose(client.received);
    }
}

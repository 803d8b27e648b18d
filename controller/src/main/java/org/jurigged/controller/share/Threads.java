package org.jurigged.controller.share;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;

/** What a client sees of threads: its own suspensions, and not jurigged's threads. */
final class Threads {
    private final Upstream upstream;
    private final Suspensions suspensions;
    private final Set<Long> hidden = new HashSet<>();
    private String starting;

    Threads(Upstream upstream, Suspensions suspensions) {
        this.upstream = upstream;
        this.suspensions = suspensions;
    }

    void hide(long thread) {
        hidden.add(thread);
        suspensions.exempt(thread);
    }

    void release(long thread) {
        upstream.send(Command.THREAD_SUSPEND_COUNT, Data.object(upstream.sizes(), thread), reply -> {
            int count = reply.error() == 0 ? reply.fields(upstream.sizes()).int4() : 0;
            for (int n = count; n > suspensions.real(thread); n--) {
                upstream.resume(thread);
            }
        });
    }

    void show(long thread) {
        if (hidden.remove(thread)) {
            suspensions.noLongerExempt(thread);
        }
    }

    boolean isHidden(long thread) {
        return hidden.contains(thread);
    }

    void starting(String name) {
        starting = name;
    }

    String starting() {
        return starting;
    }

    /** Returns how the reply to a command is changed for a client. */
    UnaryOperator<Packet> view(Client client, Packet packet) {
        return switch (packet.command()) {
            case Command.VM_ALL_THREADS -> reply -> visible(client, reply, false);
            case Command.GROUP_CHILDREN -> reply -> visible(client, reply, true);
            case Command.THREAD_STATUS ->
                status(client, packet.fields(upstream.sizes()).object());
            case Command.THREAD_SUSPEND_COUNT ->
                count(client, packet.fields(upstream.sizes()).object());
            default -> UnaryOperator.identity();
        };
    }

    private UnaryOperator<Packet> status(Client client, long thread) {
        return reply -> {
            if (reply.error() != 0) {
                return reply;
            }
            int status = reply.fields(upstream.sizes()).int4();
            int suspended = client.holds.of(thread) > 0 ? 1 : 0;
            return Packet.reply(
                    0, new Data(upstream.sizes()).int4(status).int4(suspended).bytes());
        };
    }

    private UnaryOperator<Packet> count(Client client, long thread) {
        return reply -> reply.error() != 0
                ? reply
                : Packet.reply(
                        0,
                        new Data(upstream.sizes()).int4(client.holds.of(thread)).bytes());
    }

    private Packet visible(Client client, Packet reply, boolean withGroups) {
        if (client.isOwn() || reply.error() != 0 || hidden.isEmpty()) {
            return reply;
        }
        Fields fields = reply.fields(upstream.sizes());
        List<Long> threads = new ArrayList<>();
        for (int n = fields.int4(); n > 0; n--) {
            long thread = fields.object();
            if (!hidden.contains(thread)) {
                threads.add(thread);
            }
        }
        Data data = new Data(upstream.sizes()).int4(threads.size());
        threads.forEach(data::object);
        if (withGroups) {
            data.raw(reply.bytes(), fields.position(), reply.bytes().length);
        }
        return Packet.reply(0, data.bytes());
    }
}

package org.jurigged.controller.share;

import java.util.function.UnaryOperator;

/** {@code ThreadReference.Suspend} and {@code Resume}: each client counts by itself; and {@code Interrupt}. */
final class ThreadCommands {
    private final Multiplexer multiplexer;
    private final Upstream upstream;
    private final Suspensions suspensions;
    private final EventRouter router;
    private final Threads threads;

    ThreadCommands(
            Multiplexer multiplexer, Upstream upstream, Suspensions suspensions, EventRouter router, Threads threads) {
        this.multiplexer = multiplexer;
        this.upstream = upstream;
        this.suspensions = suspensions;
        this.router = router;
        this.threads = threads;
    }

    void hold(Client client, Packet packet) {
        long thread = packet.fields(upstream.sizes()).object();
        if (!client.isOwn() && threads.isHidden(thread)) {
            client.send(Packet.error(packet.id(), ErrorCode.INVALID_THREAD));
        } else if (packet.command() == Command.THREAD_SUSPEND) {
            suspend(client, packet, thread);
        } else {
            resume(client, packet, thread);
        }
    }

    private void suspend(Client client, Packet packet, long thread) {
        client.holds.suspend(thread);
        if (client.isOwn() || !suspensions.isExempt(thread)) {
            // The JVM says whether there is such a thread.
            multiplexer.forward(client, packet, reply -> {
                if (reply.error() != 0) {
                    client.holds.resume(thread);
                }
                return reply;
            });
        } else {
            Multiplexer.done(client, packet);
        }
    }

    private void resume(Client client, Packet packet, long thread) {
        if (client.isOwn() && client.holds.of(thread) == 1) {
            router.beforeOwnResumes(thread);
        }
        if (suspensions.resume(client, thread)) {
            Multiplexer.done(client, packet);
        } else {
            // Nothing to take back, and an event that is on its way keeps its thread: is there such a thread at all?
            upstream.send(
                    Command.THREAD_NAME,
                    packet.data(),
                    reply -> multiplexer.answer(client, packet, withoutData(reply)));
        }
    }

    /** An interrupt of jurigged's wakes a thread of its own. */
    void interrupt(Client client, Packet packet) {
        if (client.isOwn()) {
            suspensions.wake(packet.fields(upstream.sizes()).object());
        }
        multiplexer.forward(client, packet, UnaryOperator.identity());
    }

    private static Packet withoutData(Packet reply) {
        return reply.error() == 0 ? Packet.reply(0, Data.NONE) : reply;
    }
}

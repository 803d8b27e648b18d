package org.jurigged.controller.share;

import java.nio.ByteBuffer;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/**
 * Method calls: the JVM resumes the calling thread for one, or all threads, and suspends them again when it has returned.
 *
 * <p>A guest's suspension doesn't keep a call of jurigged's from running, nor does what jurigged holds run for a guest's call.
 */
final class Calls {
    private static final int SINGLE_THREADED = 1;

    private final Upstream upstream;
    private final Suspensions suspensions;

    Calls(Upstream upstream, Suspensions suspensions) {
        this.upstream = upstream;
        this.suspensions = suspensions;
    }

    /** Prepares a call, has it passed on, and puts things right when it is over. */
    void invoke(Client client, Packet packet, Consumer<UnaryOperator<Packet>> forward) {
        Fields fields = packet.fields(upstream.sizes());
        if (packet.command() == Command.OBJECT_INVOKE) {
            fields.object();
        } else {
            fields.type();
        }
        long thread = fields.object();
        int options = ByteBuffer.wrap(packet.bytes()).getInt(packet.bytes().length - Integer.BYTES);
        boolean lends = client.isOwn() && !suspensions.isExempt(thread);
        if (lends) {
            suspensions.exempt(thread);
        } else if (client.isOwn()) {
            suspensions.wake(thread);
        }
        UnaryOperator<Packet> after = (options & SINGLE_THREADED) != 0 ? single(client, thread) : all(client);
        forward.accept(reply -> {
            Packet changed = after.apply(reply);
            if (lends) {
                suspensions.noLongerExempt(thread);
            }
            return changed;
        });
    }

    private UnaryOperator<Packet> single(Client client, long thread) {
        boolean wasHeld = client.holds.of(thread) > 0;
        client.holds.resume(thread);
        return reply -> {
            if (reply.error() == 0 && client.hasLeft()) {
                upstream.resume(thread);
            } else if (reply.error() == 0 || wasHeld) {
                client.holds.suspend(thread);
            }
            return reply;
        };
    }

    private UnaryOperator<Packet> all(Client client) {
        Suspensions.Lent lent = suspensions.beforeResumeAll(client);
        Holds before = client.holds.copy();
        client.holds.resumeAll();
        return reply -> {
            if (reply.error() != 0) {
                suspensions.undo(lent);
                client.holds.become(before);
            } else if (client.hasLeft()) {
                upstream.resumeAll();
            } else {
                suspensions.suspendedAll(client);
            }
            return reply;
        };
    }
}

package org.jurigged.controller.share;

import java.io.EOFException;
import java.io.IOException;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.CancelledKeyException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SocketChannel;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;

/** A debugger's connection. Who doesn't read is shown out when too much waits for it. */
final class GuestClient extends Client implements Switchboard.Party {
    /** No debugger sends, or is behind by, more than this. */
    static final int LIMIT = 64 << 20;

    private static final long HANDSHAKE_NANOS = TimeUnit.SECONDS.toNanos(10);
    private static final long FAREWELL_NANOS = TimeUnit.SECONDS.toNanos(2);

    private final Multiplexer multiplexer;
    private final PacketStream stream;
    private final String name;
    private final long started = System.nanoTime();
    private boolean hasGreeted;
    private volatile long closingSince;
    private volatile boolean isClosing;

    GuestClient(Multiplexer multiplexer, SocketChannel channel) throws IOException {
        this.multiplexer = multiplexer;
        this.stream = new PacketStream(channel, LIMIT, LIMIT);
        this.name = "The debugger at " + channel.getRemoteAddress().toString().replaceFirst("^.*/", "");
        channel.setOption(StandardSocketOptions.SO_KEEPALIVE, true);
    }

    @Override
    public PacketStream stream() {
        return stream;
    }

    @Override
    public boolean receive(ByteBuffer buffer) throws IOException {
        stream.fill(buffer);
        if (!hasGreeted) {
            hasGreeted = greet();
        }
        return hasGreeted && stream.drain(packet -> multiplexer.command(this, packet));
    }

    private boolean greet() throws IOException {
        byte[] greeting = new byte[Upstream.HANDSHAKE.length];
        if (!stream.take(greeting)) {
            return false;
        }
        if (!Arrays.equals(greeting, Upstream.HANDSHAKE)) {
            throw new IOException("it doesn't speak JDWP");
        }
        stream.write(Upstream.HANDSHAKE);
        if (!multiplexer.join(this)) {
            throw new EOFException();
        }
        return true;
    }

    @Override
    public void check() throws IOException {
        long now = System.nanoTime();
        if (stream.isBehind()) {
            throw new IOException("it has stopped reading what it asked for");
        }
        if (!hasGreeted && now - started > HANDSHAKE_NANOS) {
            throw new IOException("it doesn't speak JDWP");
        }
        if (isClosing && (stream.isFlushed() || now - closingSince > FAREWELL_NANOS)) {
            throw new EOFException();
        }
    }

    @Override
    public void ended(Exception reason) {
        // Most have gone by themselves, or were let go.
        boolean isUsual = reason instanceof EOFException
                || reason instanceof CancelledKeyException
                || reason instanceof ClosedChannelException
                || reason.getMessage() == null;
        if (hasGreeted) {
            multiplexer.leave(this, isUsual ? "" : reason.getMessage());
        }
    }

    @Override
    boolean isOwn() {
        return false;
    }

    @Override
    void send(Packet packet) {
        try {
            stream.write(packet.bytes());
        } catch (IOException e) {
            // That it has gone is found out when it is read from.
            return;
        }
    }

    /** Lets go of it as soon as it has what it was sent. */
    @Override
    void disconnect() {
        closingSince = System.nanoTime();
        isClosing = true;
        multiplexer.lookAfterGuests();
    }

    @Override
    public String toString() {
        return name;
    }
}

package org.jurigged.controller.share;

import java.io.EOFException;
import java.io.IOException;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;

/**
 * Packets over a socket, without ever waiting for it: what it doesn't take at once is kept, and written when it does.
 *
 * <p>Any thread may write; reading is for the thread of the {@link Switchboard}.
 */
final class PacketStream {
    /** How much is read or written in one piece; the channel keeps a copy of each outside of the heap. */
    static final int PIECE = 1 << 16;

    private final SocketChannel channel;
    private final int longest;
    private final long mostWaiting;
    private ByteBuffer in = ByteBuffer.allocate(PIECE);
    private SelectionKey key;
    /** Guarded by itself, as what follows. */
    private final Deque<ByteBuffer> out = new ArrayDeque<>();

    private long waiting;
    private boolean isBehind;

    /**
     * @param longest in bytes, that a packet which comes may be
     * @param mostWaiting in bytes, that are kept for one who doesn't read
     */
    PacketStream(SocketChannel channel, int longest, long mostWaiting) throws IOException {
        this.channel = channel;
        this.longest = longest;
        this.mostWaiting = mostWaiting;
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
    }

    /** Makes it one of those that a selector waits for, under that name. */
    void register(Selector selector, Object attachment) throws IOException {
        channel.configureBlocking(false);
        synchronized (out) {
            key = channel.register(selector, out.isEmpty() ? SelectionKey.OP_READ : bothWays(), attachment);
        }
    }

    private static int bothWays() {
        return SelectionKey.OP_READ | SelectionKey.OP_WRITE;
    }

    /** Returns the bytes that have come and are no packet yet: a greeting. */
    boolean take(byte[] bytes) {
        if (in.position() < bytes.length) {
            return false;
        }
        in.flip();
        in.get(bytes);
        in.compact();
        return true;
    }

    /** Reads what has come, up to the size of a buffer that can be overwritten. */
    void fill(ByteBuffer buffer) throws IOException {
        buffer.clear();
        if (channel.read(buffer) < 0) {
            throw new EOFException();
        }
        buffer.flip();
        while (in.remaining() < buffer.remaining()) {
            // Twice as much each time: a length that is claimed isn't one that comes.
            in = ByteBuffer.allocate(in.capacity() * 2).put(in.flip());
        }
        in.put(buffer);
    }

    /** Hands on the packets that have come in full; returns whether there was one. */
    boolean drain(Consumer<Packet> receiver) throws IOException {
        in.flip();
        boolean any = false;
        while (in.remaining() >= Packet.HEADER) {
            int length = in.getInt(in.position());
            if (length < Packet.HEADER || length > longest) {
                throw new IOException("it sent a packet of " + Integer.toUnsignedString(length) + " bytes");
            }
            if (in.remaining() < length) {
                break;
            }
            byte[] bytes = new byte[length];
            in.get(bytes);
            receiver.accept(new Packet(bytes));
            any = true;
        }
        keepRest();
        return any;
    }

    private void keepRest() {
        boolean isTooLarge = in.capacity() > PIECE && in.remaining() < PIECE / 2;
        in = isTooLarge ? ByteBuffer.allocate(PIECE).put(in) : in.compact();
    }

    /** Writes, now or as soon as the other side takes it. */
    void write(byte[] packet) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(packet);
        synchronized (out) {
            if (out.isEmpty()) {
                writeNow(bytes);
            }
            if (bytes.hasRemaining()) {
                keep(bytes);
            }
        }
    }

    private void keep(ByteBuffer bytes) {
        if (!out.isEmpty() && waiting + bytes.remaining() > mostWaiting) {
            isBehind = true;
        } else if (!isBehind) {
            out.add(bytes);
            waiting += bytes.remaining();
        }
        if (key != null && key.isValid()) {
            key.interestOps(bothWays());
            key.selector().wakeup();
        }
    }

    private void writeNow(ByteBuffer bytes) throws IOException {
        int end = bytes.limit();
        while (bytes.position() < end) {
            int piece = Math.min(PIECE, end - bytes.position());
            bytes.limit(bytes.position() + piece);
            int written = channel.write(bytes);
            bytes.limit(end);
            if (written < piece) {
                return;
            }
        }
    }

    /** Writes what was kept, as far as it is taken. */
    void flush() throws IOException {
        synchronized (out) {
            while (!out.isEmpty()) {
                ByteBuffer first = out.peek();
                int before = first.remaining();
                writeNow(first);
                waiting -= before - first.remaining();
                if (first.hasRemaining()) {
                    return;
                }
                out.remove();
            }
            key.interestOps(SelectionKey.OP_READ);
        }
    }

    /** Whether more was to be kept than may be: something is missing from then on. */
    boolean isBehind() {
        synchronized (out) {
            return isBehind;
        }
    }

    boolean isFlushed() {
        synchronized (out) {
            return out.isEmpty();
        }
    }

    void close() {
        try {
            channel.close();
        } catch (IOException e) {
            // It is closed for all that matters here.
            return;
        }
    }
}

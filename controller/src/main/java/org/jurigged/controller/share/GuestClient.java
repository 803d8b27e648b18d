package org.jurigged.controller.share;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.concurrent.TimeUnit;

/**
 * A debugger's connection. Packets for it are written at once as far as it takes them; the rest waits, up to a limit, and who
 * doesn't read is shown out.
 */
final class GuestClient extends Client {
    /** No debugger sends, or is behind by, more than this. */
    static final int LIMIT = 64 << 20;

    private static final int BUFFER = 1 << 16;
    private static final long HANDSHAKE_NANOS = TimeUnit.SECONDS.toNanos(10);
    private static final long FAREWELL_NANOS = TimeUnit.SECONDS.toNanos(2);
    /** How long it is waited actively for the next packet: waking a thread costs as much as the packet's way. */
    private static final long SPIN_NANOS = TimeUnit.MICROSECONDS.toNanos(50);

    private final Multiplexer multiplexer;
    private final SocketChannel channel;
    private final Selector selector;
    private final SelectionKey key;
    private final String name;
    private final long started = System.nanoTime();
    private ByteBuffer in = ByteBuffer.allocate(BUFFER);
    private boolean hasGreeted;
    /** Guarded by itself, as what follows. */
    private final Deque<ByteBuffer> out = new ArrayDeque<>();

    private long waiting;
    private boolean isClosing;
    private long closingSince;
    private volatile boolean isTooSlow;

    GuestClient(Multiplexer multiplexer, SocketChannel channel) throws IOException {
        this.multiplexer = multiplexer;
        this.channel = channel;
        this.name = "The debugger at " + channel.getRemoteAddress().toString().replaceFirst("^.*/", "");
        channel.configureBlocking(false);
        channel.setOption(java.net.StandardSocketOptions.TCP_NODELAY, true);
        channel.setOption(java.net.StandardSocketOptions.SO_KEEPALIVE, true);
        this.selector = Selector.open();
        this.key = channel.register(selector, SelectionKey.OP_READ);
    }

    void start() {
        Thread thread = new Thread(this::run, "jurigged-debugger");
        thread.setDaemon(true);
        thread.start();
    }

    private void run() {
        String reason = "";
        try {
            while (channel.isOpen()) {
                await();
                if (isTooSlow) {
                    throw new IOException("it has stopped reading what it asked for");
                }
                if (key.isValid() && key.isWritable()) {
                    flush();
                }
                if (key.isValid() && key.isReadable()) {
                    read();
                }
                checkTimes();
            }
        } catch (EOFException | java.nio.channels.CancelledKeyException | java.nio.channels.ClosedChannelException e) {
            // It has gone by itself, or was let go.
            reason = "";
        } catch (IOException e) {
            reason = e.getMessage() == null ? "" : e.getMessage();
        } finally {
            if (hasGreeted) {
                multiplexer.leave(this, reason);
            }
            close();
        }
    }

    private void await() throws IOException {
        long end = System.nanoTime() + SPIN_NANOS;
        while (selector.selectNow() == 0) {
            if (System.nanoTime() > end) {
                selector.select(1000);
                break;
            }
            Thread.onSpinWait();
        }
        selector.selectedKeys().clear();
    }

    private void checkTimes() throws IOException {
        long now = System.nanoTime();
        if (!hasGreeted && now - started > HANDSHAKE_NANOS) {
            throw new IOException("it doesn't speak JDWP");
        }
        synchronized (out) {
            if (isClosing && (out.isEmpty() || now - closingSince > FAREWELL_NANOS)) {
                throw new EOFException();
            }
        }
    }

    private void read() throws IOException {
        if (channel.read(in) < 0) {
            throw new EOFException();
        }
        in.flip();
        if (!hasGreeted && in.remaining() >= Upstream.HANDSHAKE.length) {
            greet();
        }
        while (hasGreeted && in.remaining() >= Packet.HEADER) {
            int length = in.getInt(in.position());
            if (length < Packet.HEADER || length > LIMIT) {
                throw new IOException("it sent a packet of " + Integer.toUnsignedString(length) + " bytes");
            }
            if (in.remaining() < length) {
                break;
            }
            byte[] bytes = new byte[length];
            in.get(bytes);
            multiplexer.command(this, new Packet(bytes));
        }
        keepRest();
    }

    /** Makes room for the rest of a packet, twice as much each time: a length that is claimed isn't one that comes. */
    private void keepRest() {
        if (in.remaining() < in.capacity()) {
            boolean tooLarge = in.capacity() > BUFFER && in.remaining() < BUFFER / 2;
            ByteBuffer rest = in;
            in = tooLarge ? ByteBuffer.allocate(BUFFER).put(rest) : in.compact();
        } else {
            in = ByteBuffer.allocate(in.capacity() * 2).put(in);
        }
    }

    private void greet() throws IOException {
        byte[] greeting = new byte[Upstream.HANDSHAKE.length];
        in.get(greeting);
        if (!Arrays.equals(greeting, Upstream.HANDSHAKE)) {
            throw new IOException("it doesn't speak JDWP");
        }
        write(ByteBuffer.wrap(Upstream.HANDSHAKE));
        if (!multiplexer.join(this)) {
            throw new EOFException();
        }
        hasGreeted = true;
    }

    @Override
    boolean isOwn() {
        return false;
    }

    @Override
    void send(Packet packet) {
        write(ByteBuffer.wrap(packet.bytes()));
    }

    private void write(ByteBuffer bytes) {
        synchronized (out) {
            try {
                if (out.isEmpty()) {
                    writeNow(bytes);
                }
            } catch (IOException e) {
                // Its own thread finds out when it reads.
                return;
            }
            if (bytes.hasRemaining()) {
                if (!out.isEmpty() && waiting + bytes.remaining() > LIMIT) {
                    isTooSlow = true;
                } else if (!isTooSlow) {
                    out.add(bytes);
                    waiting += bytes.remaining();
                }
                wake();
            }
        }
    }

    private void wake() {
        if (key.isValid()) {
            key.interestOps(SelectionKey.OP_READ | SelectionKey.OP_WRITE);
            selector.wakeup();
        }
    }

    /** Writes in pieces: the channel keeps a copy of each outside of the heap. */
    private void writeNow(ByteBuffer bytes) throws IOException {
        int end = bytes.limit();
        while (bytes.position() < end) {
            int piece = Math.min(BUFFER, end - bytes.position());
            bytes.limit(bytes.position() + piece);
            int written = channel.write(bytes);
            bytes.limit(end);
            if (written < piece) {
                return;
            }
        }
    }

    private void flush() throws IOException {
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

    /** Lets go of it as soon as it has what it was sent. */
    @Override
    void disconnect() {
        synchronized (out) {
            isClosing = true;
            closingSince = System.nanoTime();
        }
        selector.wakeup();
    }

    private void close() {
        try {
            channel.close();
            selector.close();
        } catch (IOException e) {
            // It is closed for all that matters here.
            return;
        }
    }

    @Override
    public String toString() {
        return name;
    }
}

package org.jurigged.controller.share;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** The one connection to the JVM: gives packets ids of its own, and finds what to do with their replies. */
final class Upstream implements Suspensions.Agent {
    static final byte[] HANDSHAKE = "JDWP-Handshake".getBytes(StandardCharsets.US_ASCII);
    private static final int HANDSHAKE_MILLIS = 10_000;

    private final PacketStream stream;
    private final IdSizes sizes;
    private final Map<Integer, Consumer<Packet>> pending = new HashMap<>();
    /** What came before the reply that everything else is read with. */
    private final List<Packet> early = new ArrayList<>();

    private int ids;

    /** Greets a JVM; waits for its answers. */
    Upstream(SocketChannel channel) throws IOException {
        this.stream = new PacketStream(channel, Integer.MAX_VALUE, Long.MAX_VALUE);
        this.sizes = greet(channel.socket());
    }

    private IdSizes greet(Socket socket) throws IOException {
        // Not one byte more than is needed: the rest is the stream's.
        DataInputStream in = new DataInputStream(socket.getInputStream());
        socket.setSoTimeout(HANDSHAKE_MILLIS);
        socket.getOutputStream().write(HANDSHAKE);
        byte[] answer = new byte[HANDSHAKE.length];
        in.readFully(answer);
        if (!Arrays.equals(answer, HANDSHAKE)) {
            throw new IOException("what listens there is no debug agent");
        }
        int id = ++ids;
        socket.getOutputStream()
                .write(Packet.command(id, Command.VM_ID_SIZES, Data.NONE).bytes());
        while (true) {
            Packet packet = readPacket(in);
            if (packet.isReply() && packet.id() == id) {
                return IdSizes.read(packet);
            }
            early.add(packet);
        }
    }

    private static Packet readPacket(DataInputStream in) throws IOException {
        int length = in.readInt();
        if (length < Packet.HEADER) {
            throw new EOFException("the JVM sent a packet of " + length + " bytes");
        }
        byte[] bytes = new byte[length];
        ByteBuffer.wrap(bytes).putInt(length);
        in.readFully(bytes, Integer.BYTES, length - Integer.BYTES);
        return new Packet(bytes);
    }

    PacketStream stream() {
        return stream;
    }

    IdSizes sizes() {
        return sizes;
    }

    /** Returns what came before it was asked for; once. */
    List<Packet> early() {
        List<Packet> all = List.copyOf(early);
        early.clear();
        return all;
    }

    /** Sends a command; the multiplexer's lock is held. */
    void send(int command, byte[] data, Consumer<Packet> onReply) {
        send(Packet.command(0, command, data), onReply);
    }

    /** Passes a client's command on. */
    void send(Packet packet, Consumer<Packet> onReply) {
        int id = ++ids;
        pending.put(id, onReply);
        try {
            stream.write(packet.withId(id).bytes());
        } catch (IOException e) {
            close();
        }
    }

    /** Does what is to be done with a reply. */
    void replied(Packet reply) {
        Consumer<Packet> onReply = pending.remove(reply.id());
        if (onReply != null) {
            onReply.accept(reply);
        }
    }

    private static void ignore(Packet reply) {
        // A thread that has ended needs no resuming.
    }

    /** Sends a command about one object whose reply nobody needs. */
    void tell(int command, long object) {
        send(command, Data.object(sizes, object), Upstream::ignore);
    }

    /** Sends a command whose reply nobody needs. */
    void tell(int command, byte[] data) {
        send(command, data, Upstream::ignore);
    }

    @Override
    public void suspendAll() {
        tell(Command.VM_SUSPEND, Data.NONE);
    }

    @Override
    public void resumeAll() {
        tell(Command.VM_RESUME, Data.NONE);
    }

    @Override
    public void suspend(long thread) {
        tell(Command.THREAD_SUSPEND, thread);
    }

    @Override
    public void resume(long thread) {
        tell(Command.THREAD_RESUME, thread);
    }

    void close() {
        stream.close();
    }
}

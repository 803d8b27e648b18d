package org.jurigged.controller.share;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;

/** A debugger that speaks the protocol packet by packet, over a socket or as jurigged does. */
final class RawDebugger implements AutoCloseable {
    static final IdSizes SIZES = IdSizes.NONE;
    private static final int ANSWER_MILLIS = 30_000;

    private final Socket socket;
    private final Wire wire;
    private final Map<Integer, Packet> replies = new HashMap<>();
    final Deque<Composite> events = new ArrayDeque<>();
    private int ids;

    private interface Wire {
        Packet read() throws IOException;

        void write(byte[] packet) throws IOException;
    }

    /** Attaches to a port. */
    RawDebugger(int port) throws IOException {
        socket = new Socket(InetAddress.getByName("127.0.0.1"), port);
        socket.setSoTimeout(ANSWER_MILLIS);
        DataInputStream in = new DataInputStream(socket.getInputStream());
        DataOutputStream out = new DataOutputStream(socket.getOutputStream());
        out.write(Upstream.HANDSHAKE);
        assertThat(in.readNBytes(Upstream.HANDSHAKE.length)).isEqualTo(Upstream.HANDSHAKE);
        wire = new Wire() {
            @Override
            public Packet read() throws IOException {
                int length = in.readInt();
                ByteArrayOutputStream bytes = new ByteArrayOutputStream();
                new DataOutputStream(bytes).writeInt(length);
                bytes.write(in.readNBytes(length - Integer.BYTES));
                return new Packet(bytes.toByteArray());
            }

            @Override
            public void write(byte[] packet) throws IOException {
                out.write(packet);
            }
        };
    }

    /** Takes jurigged's own way. */
    RawDebugger(OwnClient own) {
        socket = null;
        wire = new Wire() {
            @Override
            public Packet read() throws IOException {
                return new Packet(own.read());
            }

            @Override
            public void write(byte[] packet) throws IOException {
                own.write(packet);
            }
        };
    }

    /** Sends a command and returns its reply, which may be an error. */
    Packet ask(int command, byte[] data) {
        return reply(send(command, data));
    }

    /** Waits for the reply to a command that was sent, which may be an error. */
    Packet reply(int id) {
        try {
            while (!replies.containsKey(id)) {
                take(wire.read());
            }
            return replies.remove(id);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    int send(int command, byte[] data) {
        int id = ++ids;
        sendRaw(Packet.command(id, command, data).bytes());
        return id;
    }

    void sendRaw(byte[] bytes) {
        try {
            wire.write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void take(Packet packet) {
        if (packet.isReply()) {
            replies.put(packet.id(), packet);
        } else {
            Composite composite = Composite.read(packet, SIZES);
            if (composite.events().get(0).kind() != EventKind.VM_START) {
                events.add(composite);
            }
        }
    }

    /** Waits for the next events. */
    Composite event() {
        try {
            while (events.isEmpty()) {
                take(wire.read());
            }
            return events.remove();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Does what has to succeed; returns the reply's fields. */
    Fields get(int command, byte[] data) {
        Packet reply = ask(command, data);
        assertThat(reply.error()).as("error of command %x", command).isZero();
        return reply.fields(SIZES);
    }

    Fields get(int command, long object) {
        return get(command, Data.object(SIZES, object));
    }

    int suspendCount(long thread) {
        return get(Command.THREAD_SUSPEND_COUNT, thread).int4();
    }

    /** Returns the ids of threads by their names. */
    Map<String, Long> threads() {
        Fields all = get(Command.VM_ALL_THREADS, Data.NONE);
        Map<String, Long> threads = new HashMap<>();
        for (int n = all.int4(); n > 0; n--) {
            long thread = all.object();
            Packet name = ask(Command.THREAD_NAME, Data.object(SIZES, thread));
            if (name.error() == 0) {
                threads.put(name.fields(SIZES).string(), thread);
            }
        }
        return threads;
    }

    /** Returns a loaded class's id. */
    long type(Class<?> type) {
        byte[] signature = new Data(SIZES).string(type.descriptorString()).bytes();
        Fields found = get(0x0102, signature);
        assertThat(found.int4()).isEqualTo(1);
        found.int1();
        return found.type();
    }

    long method(long type, String name) {
        Fields methods = get(Command.TYPE_METHODS, new Data(SIZES).type(type).bytes());
        for (int n = methods.int4(); n > 0; n--) {
            long method = methods.method();
            String found = methods.string();
            methods.skipBytes();
            methods.int4();
            if (found.equals(name)) {
                return method;
            }
        }
        throw new AssertionError("no method " + name);
    }

    /** Sets a breakpoint at a method's first instruction, for one thread and one hit; returns its id. */
    int breakpoint(long type, long method, long thread, byte policy) {
        return get(Command.EVENT_SET, breakpoint(type, method, 0, thread, policy))
                .int4();
    }

    /** What is sent to set a breakpoint for one thread and one hit. */
    static byte[] breakpoint(long type, long method, long index, long thread, byte policy) {
        return new Data(SIZES)
                .int1(EventKind.BREAKPOINT)
                .int1(policy)
                .int4(3)
                .int1(3)
                .object(thread)
                .int1(7)
                .int1(1)
                .type(type)
                .method(method)
                .int8(index)
                .int1(1)
                .int4(1)
                .bytes();
    }

    /** Reads what comes until the other side has closed; false if that takes too long. */
    boolean isShownOut() {
        byte[] buffer = new byte[1 << 16];
        try {
            while (socket.getInputStream().read(buffer) >= 0) {
                Arrays.fill(buffer, (byte) 0);
            }
            return true;
        } catch (java.net.SocketTimeoutException e) {
            return false;
        } catch (IOException e) {
            return true;
        }
    }

    @Override
    public void close() throws IOException {
        if (socket != null) {
            socket.close();
        }
    }
}

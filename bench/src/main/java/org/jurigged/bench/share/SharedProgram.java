package org.jurigged.bench.share;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.jurigged.controller.share.Multiplexer;
import org.jurigged.controller.share.SharedPort;

/** A JVM of {@link Spinning} that is shared. */
final class SharedProgram implements AutoCloseable {
    private static final int TRIES = 2_000;

    private final Process process;
    private final Multiplexer multiplexer;
    private final SharedPort port;
    final Party own;
    private final long[] threads = new long[Spinning.THREADS + 1];
    private final Map<Long, Integer> numbers = new HashMap<>();
    private final Object[] asked = new Object[2 + Spinning.THREADS];
    private final long type;
    private final long method;
    private final byte[] redefinition;

    SharedProgram(Path java, Path classes) throws IOException, InterruptedException {
        process = new ProcessBuilder(
                        java.toString(),
                        "-agentlib:jdwp=transport=dt_socket,server=y,suspend=n,address=127.0.0.1:0",
                        "-cp",
                        classes.toString(),
                        Spinning.class.getName())
                .redirectErrorStream(true)
                .start();
        // Says where it listens, and nothing else.
        BufferedReader said = process.inputReader();
        String line = said.readLine();
        int listening = Integer.parseInt(line.substring(line.lastIndexOf(' ') + 1));
        multiplexer = Multiplexer.on(
                SocketChannel.open(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), listening)), "bench");
        port = SharedPort.open(0);
        port.serve(multiplexer);
        own = new Party("jurigged", this, Connection.of(multiplexer.own()));
        type = find();
        method = method("turn");
        findFields();
        findThreads();
        try (InputStream in = Spinning.class.getResourceAsStream("Spinning.class")) {
            redefinition = Message.data(1, type, in.readAllBytes());
        }
    }

    private long find() throws IOException, InterruptedException {
        for (int i = 0; i < TRIES; i++) {
            ByteBuffer found = own.get(Message.CLASSES_BY_SIGNATURE, Spinning.class.descriptorString());
            if (found.getInt() == 1) {
                found.get();
                return found.getLong();
            }
            Thread.sleep(5);
        }
        throw new IOException("the program of the bench does not begin");
    }

    private long method(String name) throws IOException, InterruptedException {
        ByteBuffer methods = own.get(Message.METHODS, type);
        for (int left = methods.getInt(); left > 0; left--) {
            long id = methods.getLong();
            String found = Message.string(methods);
            Message.string(methods);
            methods.getInt();
            if (found.equals(name)) {
                return id;
            }
        }
        throw new IOException("the program has no method " + name);
    }

    private void findFields() throws IOException, InterruptedException {
        asked[0] = type;
        asked[1] = Spinning.THREADS;
        ByteBuffer fields = own.get(Message.FIELDS, type);
        for (int left = fields.getInt(); left > 0; left--) {
            long id = fields.getLong();
            String name = Message.string(fields);
            Message.string(fields);
            fields.getInt();
            if (name.startsWith("turns")) {
                asked[2 + Integer.parseInt(name.substring("turns".length()))] = id;
            }
        }
    }

    private void findThreads() throws IOException, InterruptedException {
        for (int i = 0; i < TRIES && numbers.size() <= Spinning.THREADS; i++) {
            ByteBuffer all = own.get(Message.THREADS);
            for (int left = all.getInt(); left > 0; left--) {
                long id = all.getLong();
                Message reply = own.ask(Message.THREAD_NAME, Message.data(id));
                if (reply.code() == 0) {
                    note(id, Message.string(reply.fields()));
                }
            }
        }
    }

    private void note(long id, String name) {
        int number = name.startsWith(Spinning.NAME)
                ? Integer.parseInt(name.substring(Spinning.NAME.length()))
                : name.equals("Finalizer") ? Spinning.THREADS : -1;
        if (number >= 0) {
            threads[number] = id;
            numbers.put(id, number);
        }
    }

    /** Returns the JVM's id of a thread; the last number is for one that stands for all others. */
    long thread(int number) {
        return threads[number];
    }

    int number(long thread) {
        return numbers.get(thread);
    }

    Party attach(String name) throws IOException {
        return new Party(name, this, Connection.to(port.port(), name));
    }

    /** Makes what asks for a breakpoint where the threads turn: of one thread or, with -1, of all; of one hit or all. */
    byte[] breakpoint(int policy, int thread, boolean isOnce) {
        int modifiers = 1 + (thread < 0 ? 0 : 1) + (isOnce ? 1 : 0);
        byte[] head = Message.data((byte) Message.BREAKPOINT, (byte) policy, modifiers);
        byte[] which = thread < 0 ? Message.NOTHING : Message.data((byte) 3, threads[thread]);
        byte[] where = Message.data((byte) 7, (byte) 1, type, method, 0L);
        byte[] count = isOnce ? Message.data((byte) 1, 1) : Message.NOTHING;
        return ByteBuffer.allocate(head.length + which.length + where.length + count.length)
                .put(head)
                .put(which)
                .put(where)
                .put(count)
                .array();
    }

    byte[] redefinition() {
        return redefinition;
    }

    /** Returns how often each thread has turned. */
    int[] turns() throws IOException, InterruptedException {
        ByteBuffer values = own.get(Message.STATIC_VALUES, asked);
        int[] turns = new int[values.getInt()];
        for (int i = 0; i < turns.length; i++) {
            values.get();
            turns[i] = values.getInt();
        }
        return turns;
    }

    @Override
    public void close() throws IOException {
        process.destroyForcibly().onExit().join();
        own.close();
        multiplexer.close();
        port.close();
    }
}

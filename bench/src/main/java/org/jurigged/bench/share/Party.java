package org.jurigged.bench.share;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A debugger, and how often it holds each thread if it is right about that: what it has asked for and what it has been told
 * add up to it, whatever the others do.
 *
 * <p>That holds whatever is still under way, as long as it lets go of nothing of which it doesn't know for sure that it holds it.
 */
final class Party implements AutoCloseable {
    private static final int OUTSTANDING = 8;
    private static final int SUSPEND_THREAD = 1;
    private static final int SUSPEND_ALL = 2;

    final String name;
    private final SharedProgram program;
    private final Connection connection;
    /** By the number of the thread; the last one is for all other threads. */
    private final int[] counts = new int[Spinning.THREADS + 1];
    /** What the commands are that it has no answers for. */
    private final Map<Integer, Integer> outstanding = new HashMap<>();
    /** Its event requests, as far as it has their ids. */
    final List<Integer> requests = new ArrayList<>();

    private int settings;
    private boolean hasSet;
    int packets;
    int events;

    Party(String name, SharedProgram program, Connection connection) {
        this.name = name;
        this.program = program;
        this.connection = connection;
    }

    int count(int thread) {
        return counts[thread];
    }

    int deepest() {
        return Arrays.stream(counts).max().orElse(0);
    }

    /** Whether it may let go of a thread; where it has never asked for events, nothing can come between. */
    boolean mayResume(int thread) {
        return !hasSet || holds(thread);
    }

    boolean mayResumeAll() {
        return !hasSet || holds(-1);
    }

    /** Whether it holds a thread; all with -1. */
    boolean holds(int thread) {
        return thread < 0 ? Arrays.stream(counts).min().orElse(0) > 0 : counts[thread] > 0;
    }

    /** How many event requests it has, or is about to have. */
    int requested() {
        return requests.size() + settings;
    }

    boolean awaits(int command) {
        return outstanding.containsValue(command);
    }

    void suspend(int thread) throws IOException, InterruptedException {
        counts[thread]++;
        send(Message.THREAD_SUSPEND, Message.data(program.thread(thread)));
    }

    void resume(int thread) throws IOException, InterruptedException {
        counts[thread] = Math.max(0, counts[thread] - 1);
        send(Message.THREAD_RESUME, Message.data(program.thread(thread)));
    }

    void suspendAll() throws IOException, InterruptedException {
        changeAll(1);
        send(Message.SUSPEND, Message.NOTHING);
    }

    void resumeAll() throws IOException, InterruptedException {
        changeAll(-1);
        send(Message.RESUME, Message.NOTHING);
    }

    private void changeAll(int by) {
        Arrays.setAll(counts, thread -> Math.max(0, counts[thread] + by));
    }

    void set(byte[] request) throws IOException, InterruptedException {
        hasSet = true;
        settings++;
        send(Message.EVENT_SET, request);
    }

    void clear(int request) throws IOException, InterruptedException {
        requests.remove(Integer.valueOf(request));
        send(Message.EVENT_CLEAR, Message.data((byte) Message.BREAKPOINT, request));
    }

    /** Sends a command; waits only where too many answers are missing. */
    void send(int command, byte[] data) throws IOException, InterruptedException {
        while (outstanding.size() >= OUTSTANDING) {
            receive(connection.take());
        }
        packets++;
        outstanding.put(connection.send(command, data), command);
    }

    /** Takes note of what has come so far. */
    void listen() throws IOException, InterruptedException {
        for (Message message = connection.poll(); message != null; message = connection.poll()) {
            receive(message);
        }
    }

    /** Waits for all answers. */
    void settle() throws IOException, InterruptedException {
        while (!outstanding.isEmpty()) {
            receive(connection.take());
        }
    }

    /** Asks, and waits for the answer, whatever it is. */
    Message ask(int command, byte[] data) throws IOException, InterruptedException {
        packets++;
        int id = connection.send(command, data);
        while (true) {
            Message message = connection.take();
            if (message.isReply() && message.id() == id) {
                return message;
            }
            receive(message);
        }
    }

    /** Asks for something that there is. */
    ByteBuffer get(int command, Object... fields) throws IOException, InterruptedException {
        Message reply = ask(command, Message.data(fields));
        if (reply.code() != 0) {
            throw new IOException("error " + reply.code() + " of command " + Integer.toHexString(command));
        }
        return reply.fields();
    }

    private void receive(Message message) {
        if (!message.isReply()) {
            if (message.code() == Message.COMPOSITE) {
                event(message.fields());
            }
            return;
        }
        int command = outstanding.remove(message.id());
        if (message.code() != 0) {
            throw new Wrong(name + " has error " + message.code() + " of command " + Integer.toHexString(command));
        }
        if (command == Message.EVENT_SET) {
            settings--;
            requests.add(message.fields().getInt());
        }
    }

    private void event(ByteBuffer fields) {
        int policy = fields.get();
        int count = fields.getInt();
        int kind = fields.get();
        if (kind != Message.BREAKPOINT) {
            return;
        }
        events += count;
        fields.getInt();
        int thread = program.number(fields.getLong());
        if (policy == SUSPEND_ALL) {
            changeAll(1);
        } else if (policy == SUSPEND_THREAD) {
            counts[thread]++;
        }
    }

    /** Compares what it knows of a thread with what it is told. */
    void check(int thread) throws IOException, InterruptedException {
        long id = program.thread(thread);
        int before = counts[thread];
        int told = get(Message.THREAD_SUSPEND_COUNT, id).getInt();
        if (told != counts[thread]) {
            throw new Wrong(name + " holds thread " + thread + " " + counts[thread] + " times, and is told " + told);
        }
        ByteBuffer status = get(Message.THREAD_STATUS, id);
        status.getInt();
        int isHeld = status.getInt();
        if (isHeld != Math.min(1, counts[thread])) {
            throw new Wrong(name + " holds thread " + thread + " " + counts[thread] + " times: status " + isHeld);
        }
        int error = ask(Message.THREAD_FRAME_COUNT, Message.data(id)).code();
        if (before > 0 && error != 0) {
            throw new Wrong("a thread that " + name + " holds runs: error " + error + " of its frames");
        }
    }

    @Override
    public void close() throws IOException {
        connection.close();
    }
}

package org.jurigged.controller.share;

import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/**
 * Lets several debuggers share a JVM, each of them as if it had the JVM to itself.
 *
 * <p>Thread-safe: jurigged's threads and the {@link Switchboard}'s come in here one at a time, and none waits for a client.
 * When it ends, or its process does, the JVM lets all threads go on.
 */
public final class Multiplexer implements AutoCloseable {
    private final Upstream upstream;
    private final Switchboard switchboard;
    private final Suspensions suspensions;
    private final Requests requests;
    private final EventRouter router;
    private final Swaps swaps;
    private final Calls calls;
    private final Objects objects;
    private final Threads threads;
    private final ThreadCommands threadCommands;
    private final List<Client> clients = new ArrayList<>();
    private final OwnClient own = new OwnClient(this);
    private volatile ShareListener listener = ShareListener.NOBODY;
    private boolean ended;

    private Multiplexer(Upstream upstream, Switchboard switchboard) {
        this.upstream = upstream;
        this.switchboard = switchboard;
        this.suspensions = new Suspensions(upstream);
        this.requests = new Requests(upstream, () -> settle());
        this.router = new EventRouter(this, upstream, suspensions, requests);
        this.swaps = new Swaps(this, upstream, requests, router);
        this.calls = new Calls(upstream, suspensions);
        this.objects = new Objects(this, upstream, suspensions);
        this.threads = new Threads(upstream, suspensions);
        this.threadCommands = new ThreadCommands(this, upstream, suspensions, router, threads);
        join(own);
    }

    private void settle() {
        router.settle();
    }

    /**
     * Takes over a connection to a JVM's debug agent, which has not been greeted yet.
     *
     * @param name of the JVM, for the name of a thread
     */
    public static Multiplexer on(SocketChannel jvm, String name) throws IOException {
        try {
            Multiplexer multiplexer = new Multiplexer(new Upstream(jvm), new Switchboard());
            multiplexer.open(name);
            return multiplexer;
        } catch (IOException e) {
            jvm.close();
            throw e;
        }
    }

    private void open(String name) throws IOException {
        upstream.early().forEach(this::fromJvm);
        switchboard.add(new Host());
        switchboard.start("jurigged-share-" + name);
    }

    /** Carries the packets of a debugger from now on. */
    void admit(GuestClient guest) throws IOException {
        switchboard.add(guest);
    }

    void lookAfterGuests() {
        switchboard.look();
    }

    /** The JVM, as one whose packets are carried. */
    private final class Host implements Switchboard.Party {
        @Override
        public PacketStream stream() {
            return upstream.stream();
        }

        @Override
        public boolean receive(ByteBuffer buffer) throws IOException {
            stream().fill(buffer);
            return stream().drain(Multiplexer.this::fromJvm);
        }

        @Override
        public void check() {
            // It stays as long as it likes.
        }

        @Override
        public void ended(Exception reason) {
            // It has ended, or what it says can't be understood: either way nobody can go on here.
            close();
        }
    }

    /** Returns jurigged's own way to the JVM. */
    public OwnClient own() {
        return own;
    }

    /** Says who is told of what guests do. */
    public void listen(ShareListener newListener) {
        listener = newListener;
    }

    ShareListener listener() {
        return listener;
    }

    private synchronized void fromJvm(Packet packet) {
        if (packet.isReply()) {
            upstream.replied(packet);
        } else if (packet.command() == Command.COMPOSITE) {
            router.composite(packet);
        }
    }

    List<Client> clients() {
        return clients;
    }

    synchronized boolean join(Client client) {
        if (ended) {
            return false;
        }
        clients.add(client);
        suspensions.join(client);
        if (!client.isOwn()) {
            listener.joined(client.toString());
        }
        return true;
    }

    /** Does what a client asks for. */
    synchronized void command(Client client, Packet packet) {
        if (client.hasLeft() || packet.isReply()) {
            return;
        }
        try {
            dispatch(client, packet);
        } catch (BufferUnderflowException | IllegalArgumentException e) {
            client.send(Packet.error(packet.id(), ErrorCode.ILLEGAL_ARGUMENT));
        }
    }

    private void dispatch(Client client, Packet packet) {
        switch (packet.command()) {
            case Command.VM_DISPOSE -> dispose(client, packet);
            case Command.VM_SUSPEND -> {
                // Who has the answer relies on it that nothing runs any more.
                forward(client, packet, UnaryOperator.identity());
                suspensions.suspendedAll(client);
            }
            case Command.VM_RESUME -> {
                if (client.isOwn()) {
                    router.beforeOwnResumesAll(client);
                }
                suspensions.resumeAll(client);
                done(client, packet);
            }
            case Command.VM_HOLD_EVENTS -> {
                client.holdEvents();
                done(client, packet);
            }
            case Command.VM_RELEASE_EVENTS -> {
                done(client, packet);
                client.releaseEvents();
            }
            case Command.VM_DISPOSE_OBJECTS -> objects.dispose(client, packet);
            case Command.OBJECT_DISABLE_COLLECTION -> objects.pin(client, packet);
            case Command.OBJECT_ENABLE_COLLECTION -> objects.unpin(client, packet);
            case Command.VM_REDEFINE_CLASSES -> swaps.redefine(client, packet);
            case Command.EVENT_SET -> swaps.set(new Request(client, packet, upstream.sizes()), packet);
            case Command.EVENT_CLEAR -> requests.clear(client, packet);
            case Command.EVENT_CLEAR_ALL_BREAKPOINTS -> requests.clearBreakpoints(client, packet);
            case Command.THREAD_SUSPEND, Command.THREAD_RESUME -> threadCommands.hold(client, packet);
            case Command.CLASS_INVOKE, Command.CLASS_NEW_INSTANCE, Command.INTERFACE_INVOKE, Command.OBJECT_INVOKE ->
                calls.invoke(client, packet, change -> forward(client, packet, change));
            case Command.THREAD_INTERRUPT -> threadCommands.interrupt(client, packet);
            default -> look(client, packet);
        }
    }

    /** What only asks, as far as anyone but the client is concerned. */
    private void look(Client client, Packet packet) {
        if (Command.wantsSuspended(packet.command())) {
            long thread = packet.fields(upstream.sizes()).object();
            if (client.holds.of(thread) == 0 && suspensions.holdsElse(client, thread)) {
                client.send(Packet.error(packet.id(), ErrorCode.THREAD_NOT_SUSPENDED));
                return;
            }
        }
        if (packet.command() == Command.METHOD_LINE_TABLE && !client.isOwn()) {
            forward(client, packet, swaps.noted(client, packet));
        } else {
            forward(client, packet, threads.view(client, packet));
        }
    }

    /** Passes a command on, and its reply back as it is changed. */
    void forward(Client client, Packet packet, UnaryOperator<Packet> change) {
        upstream.send(packet, reply -> answer(client, packet, change.apply(reply)));
    }

    void answer(Client client, Packet asked, Packet reply) {
        if (!client.hasLeft()) {
            if (!client.isOwn()) {
                ReplyShapes.objects(asked.command(), reply, upstream.sizes(), client::received);
            }
            client.send(reply.withId(asked.id()));
        }
    }

    static void done(Client client, Packet packet) {
        client.send(Packet.reply(packet.id(), Data.NONE));
    }

    private void dispose(Client client, Packet packet) {
        if (client.isOwn()) {
            forward(client, packet, UnaryOperator.identity());
        } else {
            done(client, packet);
            leave(client, "");
        }
    }

    /** Undoes what a client has asked for, as the JVM does for one whose connection ends. */
    synchronized void leave(Client client, String reason) {
        if (!client.leave()) {
            return;
        }
        clients.remove(client);
        if (!ended) {
            requests.leave(client);
            suspensions.leave(client);
            objects.leave(client);
        }
        client.disconnect();
        if (!client.isOwn()) {
            listener.left(client.toString(), reason);
        } else {
            close();
        }
    }

    /** Whether a debugger holds any thread of the program. */
    public synchronized boolean isHeldByGuests() {
        return suspensions.isHeldByGuests();
    }

    /** Whether a debugger holds this thread, given by its JDWP id. */
    public synchronized boolean isHeldByGuest(long thread) {
        return suspensions.isHeldByGuest(thread);
    }

    /** Says how the lines of classes, given by their names, move with their next redefinition. */
    public synchronized void moveLines(Map<String, LineMoves> moves) {
        swaps.moveLines(moves);
    }

    /** Hides a thread of jurigged's, given by its JDWP id, from guests; none of them stops it from now on. */
    public synchronized void hideThread(long thread) {
        threads.hide(thread);
    }

    /**
     * Lets a hidden thread go that the JVM has stopped as it started, which it does with each that starts while all are
     * stopped: it may have been hidden before that.
     */
    public synchronized void releaseThread(long thread) {
        threads.release(thread);
    }

    /**
     * Says that a hidden thread waits, with nothing to do, until jurigged interrupts it: till then it may be stopped with all
     * others.
     */
    public synchronized void restThread(long thread) {
        suspensions.rests(thread);
    }

    /** Takes {@link #hideThread} back, for a thread that has ended or is about to. */
    public synchronized void showThread(long thread) {
        threads.show(thread);
    }

    /** Says that jurigged starts a thread of that name, which guests are not to hear of; null when it has. */
    public synchronized void starting(String name) {
        threads.starting(name);
    }

    String starting() {
        return threads.starting();
    }

    /** Asks the JVM something for ourselves; the reply comes on the thread that reads from it. */
    synchronized void ask(int command, byte[] data, Consumer<Packet> onReply) {
        upstream.send(command, data, onReply);
    }

    /** Ends all connections; the JVM lets its threads go on. */
    @Override
    public void close() {
        List<Client> all;
        synchronized (this) {
            if (ended) {
                return;
            }
            ended = true;
            all = List.copyOf(clients);
        }
        upstream.close();
        all.forEach(client -> leave(client, "the program has ended"));
    }
}

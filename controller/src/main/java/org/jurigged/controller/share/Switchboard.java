package org.jurigged.controller.share;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedSelectorException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * The one thread that carries packets between a JVM and its debuggers.
 *
 * <p>One for all: a packet that comes in goes out on the same thread. And while a debugger and the JVM talk it looks for the next
 * packet instead of sleeping until one comes, because waking a thread costs more than the packet's whole way otherwise. It gives its
 * processor away between two looks: the program, the JVM's agent or the debugger may be waiting for one.
 */
final class Switchboard {
    /** How long it looks for the next packet: the JVM's answer, a step's end, or the debugger's next question. */
    private static final long LOOKING_NANOS = TimeUnit.MICROSECONDS.toNanos(300);

    /** How long nobody is looked after when nothing comes. */
    private static final int ROUND_MILLIS = 1000;

    private final Selector selector;
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(PacketStream.PIECE);

    /** One whose packets are carried; its methods are called by the switchboard's thread. */
    interface Party {
        PacketStream stream();

        /** Called when something has come; returns whether it was a packet. */
        boolean receive(ByteBuffer buffer) throws IOException;

        /** Called after anything has happened, and now and then; throws when it should not stay. */
        void check() throws IOException;

        /** Called when it can't go on, or doesn't want to, with the reason. */
        void ended(Exception reason);
    }

    Switchboard() throws IOException {
        this.selector = Selector.open();
    }

    void start(String name) {
        Thread thread = new Thread(this::run, name);
        thread.setDaemon(true);
        thread.start();
    }

    /** Takes one more on; any thread may call this. */
    void add(Party party) throws IOException {
        try {
            party.stream().register(selector, party);
            selector.wakeup();
        } catch (ClosedSelectorException e) {
            throw new IOException("the program has ended", e);
        }
    }

    /** Has everyone looked after soon. */
    void look() {
        selector.wakeup();
    }

    /** Goes on until the last one has gone. */
    private void run() {
        try {
            long lookUntil = System.nanoTime();
            while (await(lookUntil)) {
                if (serveThoseReady()) {
                    lookUntil = System.nanoTime() + LOOKING_NANOS;
                }
            }
            selector.close();
        } catch (IOException e) {
            parties().forEach(party -> end(party, e));
        }
    }

    private List<Party> parties() {
        return selector.keys().stream()
                .filter(SelectionKey::isValid)
                .map(key -> (Party) key.attachment())
                .toList();
    }

    /** Waits until there is something to do; false when nobody is left. */
    private boolean await(long lookUntil) throws IOException {
        while (selector.selectNow() == 0) {
            int present = selector.keys().size();
            if (present == 0) {
                return false;
            }
            if (present == 1 || System.nanoTime() - lookUntil > 0) {
                selector.select(ROUND_MILLIS);
                parties().forEach(this::check);
                return true;
            }
            Thread.yield();
        }
        return true;
    }

    private boolean serveThoseReady() {
        boolean talks = false;
        for (SelectionKey key : selector.selectedKeys()) {
            talks |= serve((Party) key.attachment(), key);
        }
        selector.selectedKeys().clear();
        return talks;
    }

    private boolean serve(Party party, SelectionKey key) {
        try {
            if (key.isValid() && key.isWritable()) {
                party.stream().flush();
            }
            boolean talks = key.isValid() && key.isReadable() && party.receive(buffer);
            party.check();
            return talks;
        } catch (IOException | RuntimeException e) {
            end(party, e);
            return true;
        }
    }

    private void check(Party party) {
        try {
            party.check();
        } catch (IOException | RuntimeException e) {
            end(party, e);
        }
    }

    private static void end(Party party, Exception reason) {
        party.stream().close();
        party.ended(reason);
    }
}

package org.jurigged.controller.share;

import java.io.IOException;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/** Jurigged's own connection, in this process: its caller's thread carries its packets all the way to the JVM. */
public final class OwnClient extends Client {
    private static final Packet END = new Packet(new byte[0]);

    private final Multiplexer multiplexer;
    private final BlockingQueue<Packet> incoming = new LinkedBlockingQueue<>();
    private volatile boolean isOpen = true;

    OwnClient(Multiplexer multiplexer) {
        this.multiplexer = multiplexer;
    }

    /** Sends a JDWP packet, header and all. */
    public void write(byte[] packet) throws IOException {
        if (!isOpen) {
            throw new IOException("the debug connection is closed");
        }
        multiplexer.command(this, new Packet(packet));
    }

    /** Waits for the next packet, header and all; empty when the connection has ended. */
    public byte[] read() throws IOException {
        try {
            byte[] bytes = incoming.take().bytes();
            if (bytes.length == 0) {
                // For whoever asks again.
                incoming.add(END);
            }
            return bytes;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while waiting for the JVM", e);
        }
    }

    /** Whether packets still come and go. */
    public boolean isOpen() {
        return isOpen;
    }

    /** Ends it, and with it the connections of all guests. */
    public void close() {
        multiplexer.leave(this, "");
    }

    @Override
    boolean isOwn() {
        return true;
    }

    @Override
    void send(Packet packet) {
        incoming.add(packet);
    }

    @Override
    void disconnect() {
        isOpen = false;
        incoming.add(END);
    }

    @Override
    public String toString() {
        return "jurigged";
    }
}

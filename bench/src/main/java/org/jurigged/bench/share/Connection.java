package org.jurigged.bench.share;

import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jurigged.controller.share.OwnClient;

/** A debugger's connection, over a socket or as jurigged's own; what comes is kept in its order until it is asked for. */
final class Connection implements AutoCloseable {
    private static final byte[] HANDSHAKE = "JDWP-Handshake".getBytes(StandardCharsets.US_ASCII);
    private static final int PATIENCE_SECONDS = 60;
    private static final Message END = new Message(0, true, -1, Message.NOTHING);

    private final Line line;
    private final BlockingQueue<Message> incoming = new LinkedBlockingQueue<>();
    private int ids;

    private interface Line {
        byte[] read() throws IOException;

        void write(byte[] packet) throws IOException;

        void close() throws IOException;
    }

    private Connection(Line line, String name) {
        this.line = line;
        Thread reader = new Thread(this::read, "bench-debugger-" + name);
        reader.setDaemon(true);
        reader.start();
    }

    static Connection to(int port, String name) throws IOException {
        Socket socket = new Socket(InetAddress.getByName("127.0.0.1"), port);
        socket.setTcpNoDelay(true);
        DataInputStream in = new DataInputStream(new java.io.BufferedInputStream(socket.getInputStream()));
        socket.getOutputStream().write(HANDSHAKE);
        if (!Arrays.equals(in.readNBytes(HANDSHAKE.length), HANDSHAKE)) {
            throw new IOException("the shared port doesn't answer");
        }
        return new Connection(
                new Line() {
                    @Override
                    public byte[] read() throws IOException {
                        int length = in.readInt();
                        byte[] packet = new byte[length];
                        ByteBuffer.wrap(packet).putInt(length);
                        in.readFully(packet, Integer.BYTES, length - Integer.BYTES);
                        return packet;
                    }

                    @Override
                    public void write(byte[] packet) throws IOException {
                        socket.getOutputStream().write(packet);
                    }

                    @Override
                    public void close() throws IOException {
                        socket.close();
                    }
                },
                name);
    }

    static Connection of(OwnClient own) {
        return new Connection(
                new Line() {
                    @Override
                    public byte[] read() throws IOException {
                        return own.read();
                    }

                    @Override
                    public void write(byte[] packet) throws IOException {
                        own.write(packet);
                    }

                    @Override
                    public void close() {
                        own.close();
                    }
                },
                "own");
    }

    private void read() {
        try {
            for (byte[] packet = line.read(); packet.length > 0; packet = line.read()) {
                incoming.add(Message.read(packet));
            }
        } catch (IOException e) {
            // It has ended, which is what follows.
            incoming.add(END);
            return;
        }
        incoming.add(END);
    }

    /** Sends a command and returns its id. */
    int send(int command, byte[] data) throws IOException {
        int id = ++ids;
        line.write(Message.command(id, command, data));
        return id;
    }

    /** Returns what has come next; null if nothing has. */
    Message poll() throws IOException, InterruptedException {
        return checked(incoming.poll());
    }

    /** Waits for what comes next. */
    Message take() throws IOException, InterruptedException {
        Message message = incoming.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
        if (message == null) {
            throw new IOException("nothing has come for " + PATIENCE_SECONDS + " seconds");
        }
        return checked(message);
    }

    private static Message checked(Message message) throws IOException {
        if (message == END) {
            throw new IOException("the connection has ended");
        }
        return message;
    }

    @Override
    public void close() throws IOException {
        line.close();
    }
}

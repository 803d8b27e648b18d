package org.jurigged.controller.share;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;

/** A loopback port on which debuggers attach to a JVM that is shared, and later to the one that is started in its place. */
public final class SharedPort implements AutoCloseable {
    private final ServerSocketChannel server;
    private final int port;
    private volatile Multiplexer shared;

    private SharedPort(ServerSocketChannel server) throws IOException {
        this.server = server;
        this.port = ((InetSocketAddress) server.getLocalAddress()).getPort();
    }

    /**
     * Opens a port. Who attaches before a JVM is served waits, connected and without an answer, until one is.
     *
     * @param port which; 0 for any that is free
     */
    public static SharedPort open(int port) throws IOException {
        ServerSocketChannel server = ServerSocketChannel.open();
        try {
            server.bind(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), port));
            return new SharedPort(server);
        } catch (IOException e) {
            server.close();
            throw e;
        }
    }

    /** Returns the port's number. */
    public int port() {
        return port;
    }

    /** Says which JVM debuggers that come from now on attach to. */
    public synchronized void serve(Multiplexer multiplexer) {
        boolean isFirst = shared == null;
        shared = multiplexer;
        if (isFirst) {
            Thread thread = new Thread(this::accept, "jurigged-debug-port");
            thread.setDaemon(true);
            thread.start();
        }
    }

    private void accept() {
        while (server.isOpen()) {
            try {
                greet(server.accept());
            } catch (IOException e) {
                // It is closed, or the one that came has gone already.
                continue;
            }
        }
    }

    private void greet(SocketChannel channel) throws IOException {
        Multiplexer current = shared;
        try {
            current.admit(new GuestClient(current, channel));
        } catch (IOException e) {
            channel.close();
            throw e;
        }
    }

    /** Takes no more debuggers; those that are there stay. */
    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException e) {
            // It is closed for all that matters here.
            return;
        }
    }
}

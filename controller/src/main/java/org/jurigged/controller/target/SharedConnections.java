package org.jurigged.controller.target;

import com.sun.jdi.VirtualMachine;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.Optional;
import org.jurigged.controller.JuriggedException;
import org.jurigged.controller.share.Multiplexer;

/** Makes debug connections that debuggers can share: a {@link Multiplexer} stands between the JVM and JDI. */
final class SharedConnections {
    private SharedConnections() {}

    static Connections.Listener listen() throws JuriggedException {
        try {
            return Listener.open();
        } catch (IOException e) {
            throw Connections.noPort(e);
        }
    }

    private record Listener(ServerSocketChannel server) implements Connections.Listener {
        static Listener open() throws IOException {
            ServerSocketChannel server = ServerSocketChannel.open();
            try {
                server.bind(new InetSocketAddress(InetAddress.getByName(Connections.LOOPBACK), 0));
                return new Listener(server);
            } catch (IOException e) {
                server.close();
                throw e;
            }
        }

        @Override
        public String address() {
            return Connections.LOOPBACK + ":" + server.socket().getLocalPort();
        }

        @Override
        public JdiTarget accept(String name, long pid, Optional<Path> javaHome) throws IOException {
            Multiplexer multiplexer = Multiplexer.on(server.accept(), name);
            VirtualMachine vm = SharedConnection.open(multiplexer);
            return JdiTarget.of(vm, Connections.describe(vm, name, pid, javaHome), Optional.of(multiplexer));
        }

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

    /** Connects to a JVM whose debug agent listens at that address. */
    static Multiplexer connect(String host, int port, int millis) throws IOException {
        SocketChannel channel = SocketChannel.open();
        try {
            channel.socket().connect(new InetSocketAddress(host, port), millis);
        } catch (IOException e) {
            channel.close();
            throw e;
        }
        return Multiplexer.on(channel, host + ":" + port);
    }
}

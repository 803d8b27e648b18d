package org.jurigged.controller.target;

import com.sun.jdi.VirtualMachine;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.util.Optional;
import org.jurigged.controller.JuriggedException;
import org.jurigged.controller.share.Multiplexer;

/** Makes debug connections that debuggers can share: a {@link Multiplexer} stands between the JVM and JDI. */
final class SharedConnections {
    private SharedConnections() {}

    static Connections.Listener listen() throws JuriggedException {
        try {
            return new Listener(new ServerSocket(0, 0, InetAddress.getByName(Connections.LOOPBACK)));
        } catch (IOException e) {
            throw Connections.noPort(e);
        }
    }

    private record Listener(ServerSocket server) implements Connections.Listener {
        @Override
        public String address() {
            return Connections.LOOPBACK + ":" + server.getLocalPort();
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
        Socket socket = new Socket();
        try {
            socket.connect(new InetSocketAddress(host, port), millis);
        } catch (IOException e) {
            socket.close();
            throw e;
        }
        return Multiplexer.on(socket, host + ":" + port);
    }
}

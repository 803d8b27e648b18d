package org.jurigged.bench.debug;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.SocketChannel;
import org.jurigged.controller.share.Multiplexer;
import org.jurigged.controller.share.SharedPort;

/** Stands between a JVM and its debuggers in a process of its own, as jurigged does. */
public final class Sharer {
    private Sharer() {}

    /** Shares the JVM whose debug port is given; prints the port for debuggers, and goes on until its input ends. */
    public static void main(String[] args) throws IOException {
        SocketChannel channel = SocketChannel.open(
                new InetSocketAddress(InetAddress.getByName("127.0.0.1"), Integer.parseInt(args[0])));
        try (Multiplexer multiplexer = Multiplexer.on(channel, "bench");
                SharedPort port = SharedPort.open(0)) {
            port.serve(multiplexer);
            System.out.println(port.port());
            System.in.transferTo(OutputStream.nullOutputStream());
        }
    }
}

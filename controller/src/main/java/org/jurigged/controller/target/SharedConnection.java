package org.jurigged.controller.target;

import com.sun.jdi.Bootstrap;
import com.sun.jdi.VirtualMachine;
import com.sun.jdi.connect.spi.Connection;
import java.io.IOException;
import org.jurigged.controller.share.Multiplexer;
import org.jurigged.controller.share.OwnClient;

/** JDI's packets on their way to a JVM that is shared with debuggers. */
final class SharedConnection extends Connection {
    private final OwnClient client;

    private SharedConnection(OwnClient client) {
        this.client = client;
    }

    /** Makes JDI's view of a JVM that is shared. */
    static VirtualMachine open(Multiplexer multiplexer) throws IOException {
        return Bootstrap.virtualMachineManager().createVirtualMachine(new SharedConnection(multiplexer.own()));
    }

    @Override
    public byte[] readPacket() throws IOException {
        return client.read();
    }

    @Override
    public void writePacket(byte[] packet) throws IOException {
        client.write(packet);
    }

    @Override
    public void close() {
        client.close();
    }

    @Override
    public boolean isOpen() {
        return client.isOpen();
    }
}

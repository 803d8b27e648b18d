package org.jurigged.controller.target;

import com.sun.tools.attach.AttachNotSupportedException;
import com.sun.tools.attach.VirtualMachine;
import java.io.IOException;

/**
 * Connects to JVMs of this machine by the Attach API, to each of them one after the other, whichever process of ours does:
 * as long as there is no socket of a JVM's Attach Listener, whoever connects sends it a signal, and for one that comes once
 * the socket is there the JVM prints a thread dump on the program's output.
 */
final class Attaching {
    private Attaching() {}

    /** Connects to the JVM of a process id; the caller detaches. */
    static VirtualMachine to(long pid) throws IOException, AttachNotSupportedException {
        AttachTurn turn = AttachTurn.await(pid);
        try {
            return VirtualMachine.attach(Long.toString(pid));
        } finally {
            turn.close();
        }
    }
}

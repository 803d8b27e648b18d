package org.jurigged.controller.target;

import com.sun.tools.attach.AttachNotSupportedException;
import com.sun.tools.attach.VirtualMachine;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Connects to JVMs of this machine by the Attach API, to each of them one after the other: as long as there is no socket of a
 * JVM's Attach Listener, whoever connects sends it a signal, and for one that comes once the socket is there the JVM prints a
 * thread dump on the program's output.
 */
final class Attaching {
    private static final Map<Long, Object> TURNS = new ConcurrentHashMap<>();

    private Attaching() {}

    /** Connects to the JVM of a process id; the caller detaches. */
    static VirtualMachine to(long pid) throws IOException, AttachNotSupportedException {
        synchronized (TURNS.computeIfAbsent(pid, p -> new Object())) {
            return VirtualMachine.attach(Long.toString(pid));
        }
    }
}

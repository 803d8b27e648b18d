package org.jurigged.controller.session;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jurigged.controller.JuriggedException;
import org.jurigged.controller.share.Multiplexer;
import org.jurigged.controller.share.SharedPort;
import org.jurigged.controller.target.Target;

/**
 * The ports on which debuggers attach to the JVMs of a session: the one that was asked for goes to the first, and to the next
 * when that one has ended; others get any that is free. Thread-safe.
 */
public final class DebugPorts implements AutoCloseable {
    private final List<SharedPort> free = new ArrayList<>();
    private final Map<Target, SharedPort> taken = new HashMap<>();

    private DebugPorts() {}

    /**
     * Opens the first.
     *
     * @param port its number; 0 for any that is free
     */
    public static DebugPorts open(int port) throws JuriggedException {
        DebugPorts ports = new DebugPorts();
        ports.free.add(listen(port));
        return ports;
    }

    private static SharedPort listen(int port) throws JuriggedException {
        try {
            return SharedPort.open(port);
        } catch (IOException e) {
            String which = port == 0 ? "A port for debuggers" : "The port " + port + " for debuggers";
            throw new JuriggedException(
                    which + " can't be opened: " + e.getMessage()
                            + ". Give another one with --debug=PORT, or --debug for any that is free.",
                    e);
        }
    }

    /** Lets debuggers attach to a JVM; returns the number of the port. */
    synchronized int serve(Target target, Multiplexer multiplexer) throws JuriggedException {
        SharedPort port = free.isEmpty() ? listen(0) : free.remove(0);
        taken.put(target, port);
        port.serve(multiplexer);
        return port.port();
    }

    /** Frees the port of a JVM that has ended. */
    synchronized void ended(Target target) {
        SharedPort port = taken.remove(target);
        if (port != null) {
            free.add(0, port);
        }
    }

    @Override
    public synchronized void close() {
        free.forEach(SharedPort::close);
        taken.values().forEach(SharedPort::close);
    }
}

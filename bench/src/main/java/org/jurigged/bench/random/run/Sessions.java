package org.jurigged.bench.random.run;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.jurigged.controller.JuriggedException;
import org.jurigged.controller.launch.Program;
import org.jurigged.controller.target.Attacher;
import org.jurigged.controller.target.HashCodeCalls;
import org.jurigged.controller.target.Target;

/** A program with a debug port, to which one session after the other attaches. */
final class Sessions {
    private static final long PATIENCE_NANOS = 60_000_000_000L;
    private static final long POLL_NANOS = 20_000_000;

    private final Process process;
    private final String address;

    private Sessions(Process process, String address) {
        this.process = process;
        this.address = address;
    }

    static Sessions start(Program program) throws IOException {
        String address;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            address = "127.0.0.1:" + free.getLocalPort();
        }
        List<String> options = List.of(
                "-agentlib:jdwp=transport=dt_socket,server=y,suspend=n,quiet=y,address=" + address,
                HashCodeCalls.OPTIONS.get(0),
                HashCodeCalls.OPTIONS.get(1));
        return new Sessions(
                new ProcessBuilder(program.command(options)).inheritIO().start(), address);
    }

    Process process() {
        return process;
    }

    /** Attaches; the agent listens again a moment after a session has let go. */
    Target attach() throws IOException {
        long deadline = System.nanoTime() + PATIENCE_NANOS;
        while (true) {
            try {
                return Attacher.attach(Optional.of(address));
            } catch (JuriggedException e) {
                if (System.nanoTime() > deadline) {
                    throw new IOException("The program takes no further session: " + e.getMessage(), e);
                }
                LockSupport.parkNanos(POLL_NANOS);
            }
        }
    }
}

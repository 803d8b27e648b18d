package org.jurigged.controller.live;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/**
 * Stands between a controller and a JVM's debug port, and ends the controller at one of the commands that change something
 * in the JVM: before the JVM gets it, or after, when the controller hasn't got the answer yet.
 */
final class CutConnection implements AutoCloseable {
    /** JDWP's VirtualMachine, ClassType, InterfaceType, ObjectReference, ThreadReference and StackFrame commands: set, command. */
    private static final Set<String> CHANGING = Set.of(
            "1 18", "1 8", "1 9", "3 2", "3 3", "3 4", "5 1", "9 3", "9 6", "11 2", "11 3", "15 1", "16 2", "16 4");

    private final ServerSocket server;
    private final Socket jvm = new Socket();
    private final InetSocketAddress address;
    private final CompletableFuture<Void> cut = new CompletableFuture<>();
    private Runnable kill;
    private int left = Integer.MAX_VALUE;
    private boolean passes;

    /** Waits for one controller, and connects to a JVM, by {@code HOST:PORT}, when it comes. */
    CutConnection(String jvm) throws IOException {
        int colon = jvm.lastIndexOf(':');
        address = new InetSocketAddress(jvm.substring(0, colon), Integer.parseInt(jvm.substring(colon + 1)));
        server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        thread("accepts", this::serve);
    }

    /** Returns where the controller is to attach. */
    String address() {
        return "127.0.0.1:" + server.getLocalPort();
    }

    /**
     * Ends the controller at a command that comes from now on.
     *
     * @param commands how many are let through before it
     * @param passes whether the JVM gets it
     */
    synchronized void cutAfter(int commands, boolean passes, Runnable kill) {
        this.kill = kill;
        this.passes = passes;
        left = commands;
    }

    /** Completes when the controller was ended. */
    CompletableFuture<Void> cut() {
        return cut;
    }

    private interface Pumping {
        void run() throws IOException;
    }

    private void thread(String what, Pumping pumping) {
        Thread thread = new Thread(
                () -> {
                    try {
                        pumping.run();
                    } catch (EOFException | SocketException e) {
                        // One of them is gone, and the other is to see it.
                        close();
                    } catch (IOException e) {
                        cut.completeExceptionally(e);
                        close();
                    }
                },
                "cut-" + what);
        thread.setDaemon(true);
        thread.start();
    }

    private void serve() throws IOException {
        Socket controller = server.accept();
        jvm.connect(address);
        controller.setTcpNoDelay(true);
        jvm.setTcpNoDelay(true);
        thread("answers", () -> {
            try (InputStream from = jvm.getInputStream();
                    OutputStream to = controller.getOutputStream()) {
                from.transferTo(to);
            }
        });
        DataInputStream from = new DataInputStream(controller.getInputStream());
        DataOutputStream to = new DataOutputStream(jvm.getOutputStream());
        byte[] handshake = new byte["JDWP-Handshake".length()];
        from.readFully(handshake);
        to.write(handshake);
        while (pass(from, to)) {
            to.flush();
        }
        close();
    }

    /** Hands one packet over; returns whether there may be more. */
    private boolean pass(DataInputStream from, DataOutputStream to) throws IOException {
        int length = from.readInt();
        byte[] rest = new byte[length - 4];
        from.readFully(rest);
        boolean isCommand = (rest[4] & 0x80) == 0;
        boolean isCut = isCommand && CHANGING.contains(rest[5] + " " + rest[6]) && isNow();
        if (!isCut || passes) {
            to.writeInt(length);
            to.write(rest);
            to.flush();
        }
        if (isCut) {
            kill.run();
            cut.complete(null);
        }
        return !isCut;
    }

    private synchronized boolean isNow() {
        return left != Integer.MAX_VALUE && left-- == 0;
    }

    @Override
    public void close() {
        try {
            server.close();
            jvm.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

package org.jurigged.controller.control;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jurigged.controller.JuriggedException;
import org.jurigged.controller.control.Wire.Kind;

/**
 * Answers commands from the shell about one live JVM, on a socket that only its owner can reach: its directory can't be
 * entered by others, and who connects is asked for the user nevertheless. Each client has a thread of its own.
 */
public final class ControlServer implements AutoCloseable {
    private static final Object STARTING = new Object();

    private final long pid;
    private final ServerSocketChannel server;
    private final Path socket;
    private final ControlCommands commands;
    private final Set<SocketChannel> clients = ConcurrentHashMap.newKeySet();
    private final AtomicBoolean closed = new AtomicBoolean();

    private ControlServer(long pid, ServerSocketChannel server, Path socket, ControlCommands commands) {
        this.pid = pid;
        this.server = server;
        this.socket = socket;
        this.commands = commands;
    }

    /**
     * Begins to answer for a JVM.
     *
     * @throws HeldException when another controller that is alive answers for it already
     * @throws JuriggedException when there can be no such socket here
     */
    public static ControlServer start(long pid, ControlCommands commands) throws JuriggedException {
        Path socket = ControlClient.socket(pid);
        try {
            OwnerOnly.createDirectory(socket.getParent());
            commands.on(
                    ControlClient.WHO,
                    with -> with.say(Long.toString(ProcessHandle.current().pid())));
            ControlServer started = new ControlServer(pid, bind(pid, socket), socket, commands);
            started.thread("", started::serve);
            return started;
        } catch (IOException | UnsupportedOperationException e) {
            throw new JuriggedException(
                    "No socket for commands about the JVM " + pid + " could be opened at " + socket + ": "
                            + e.getMessage() + ".",
                    e);
        }
    }

    /** Takes the socket's place; one controller at a time does, so that none takes it from one that has just begun. */
    private static ServerSocketChannel bind(long pid, Path socket) throws IOException, HeldException {
        Path lock = socket.resolveSibling("lock");
        synchronized (STARTING) {
            try (FileChannel file = FileChannel.open(lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                    FileLock held = file.lock()) {
                if (held.isValid() && ControlClient.answers(pid)) {
                    throw HeldException.of("The JVM " + pid, pid);
                }
                Files.deleteIfExists(socket);
                ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
                server.bind(UnixDomainSocketAddress.of(socket));
                return server;
            }
        }
    }

    private void thread(String name, Runnable work) {
        Thread thread = new Thread(work, "jurigged-control-" + pid + name);
        thread.setDaemon(true);
        thread.start();
    }

    private void serve() {
        while (server.isOpen()) {
            try {
                SocketChannel client = server.accept();
                clients.add(client);
                thread("-client", () -> serve(client));
            } catch (IOException e) {
                // That client is gone, or we are closed: the loop's condition tells.
                continue;
            }
        }
    }

    private void serve(SocketChannel client) {
        try (Wire wire = new Wire(client)) {
            // Closing goes through the clients once: one that came in that moment is not among them.
            if (server.isOpen() && OwnerOnly.isOwner(client, socket)) {
                answer(wire);
            } else {
                wire.send(
                        Kind.FAILED,
                        "The JVM " + pid + " is live in another user's jurigged, which answers that user only.");
            }
        } catch (IOException e) {
            // That client is gone: nobody is left to be told.
            return;
        } finally {
            clients.remove(client);
        }
    }

    private void answer(Wire wire) throws IOException {
        List<String> words = new ArrayList<>();
        Optional<Wire.Message> message = wire.receive();
        while (message.isPresent() && message.get().kind() == Kind.WORD) {
            words.add(message.get().text());
            message = wire.receive();
        }
        if (words.isEmpty() || message.isEmpty()) {
            return;
        }
        Conversation with = new Conversation(wire, words.subList(1, words.size()), "The shell that asked");
        try {
            find(words.get(0)).run(with);
            wire.send(Kind.DONE, "");
        } catch (JuriggedException e) {
            wire.send(Kind.FAILED, e.getMessage());
        } catch (RuntimeException | Error e) {
            wire.send(
                    Kind.FAILED, "Something in the jurigged that has the JVM " + pid + " live went wrong (" + e + ").");
        }
    }

    private ControlCommand find(String name) throws JuriggedException {
        return commands.find(name)
                .orElseThrow(() -> new JuriggedException("The jurigged that has the JVM " + pid
                        + " live is of another version: it knows no '" + name + "'."));
    }

    /** Stops to answer; commands on their way lose their client. Idempotent. */
    @Override
    public void close() {
        if (closed.getAndSet(true)) {
            return;
        }
        try {
            // First of all: once we don't listen any more, what lies there may be the next controller's.
            Files.deleteIfExists(socket);
            server.close();
            for (SocketChannel client : clients) {
                client.close();
            }
        } catch (IOException e) {
            // A socket without a listener is taken over by the next controller.
            return;
        }
    }
}

package org.jurigged.controller.control;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jurigged.controller.JuriggedException;

/**
 * Answers commands from the shell about one live JVM, on a socket that only its owner can reach.
 *
 * <p>A request is one line: a command, a tab, its argument. The answer is {@code ok} or {@code error SENTENCE} on the
 * first line, and then as many lines as there are; the end of the stream ends it.
 */
public final class ControlServer implements AutoCloseable {
    private final ServerSocketChannel server;
    private final Path socket;
    private final Handler handler;

    /** Carries out a command. */
    public interface Handler {
        /** Returns the lines of the answer. */
        List<String> handle(String command, String argument) throws JuriggedException;
    }

    private ControlServer(ServerSocketChannel server, Path socket, Handler handler) {
        this.server = server;
        this.socket = socket;
        this.handler = handler;
    }

    /**
     * Begins to answer for a JVM.
     *
     * @throws JuriggedException when another controller that is alive answers for it already
     */
    public static ControlServer start(long pid, Handler handler) throws JuriggedException {
        Path socket = ControlClient.socket(pid);
        try {
            OwnerOnly.createDirectory(socket.getParent());
            if (Files.exists(socket)) {
                if (ControlClient.answers(pid)) {
                    throw new JuriggedException("The JVM " + pid + " is live in another jurigged already.");
                }
                Files.delete(socket);
            }
            ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
            server.bind(UnixDomainSocketAddress.of(socket));
            ControlServer started = new ControlServer(server, socket, handler);
            Thread thread = new Thread(started::serve, "jurigged-control-" + pid);
            thread.setDaemon(true);
            thread.start();
            return started;
        } catch (IOException | UnsupportedOperationException e) {
            throw new JuriggedException(
                    "No socket for commands about the JVM " + pid + " could be opened at " + socket + ": "
                            + e.getMessage() + ".",
                    e);
        }
    }

    private void serve() {
        while (server.isOpen()) {
            try (SocketChannel client = server.accept()) {
                answer(client);
            } catch (IOException e) {
                // That client is gone, or we are closed: the loop's condition tells.
                continue;
            }
        }
    }

    private void answer(SocketChannel client) throws IOException {
        try (BufferedReader in = new BufferedReader(Channels.newReader(client, StandardCharsets.UTF_8));
                BufferedWriter out = new BufferedWriter(Channels.newWriter(client, StandardCharsets.UTF_8))) {
            String request = in.readLine();
            if (request == null) {
                return;
            }
            String[] parts = request.split("\t", 2);
            try {
                List<String> lines = handler.handle(parts[0], parts.length > 1 ? parts[1] : "");
                out.write("ok\n");
                for (String line : lines) {
                    out.write(line + "\n");
                }
            } catch (JuriggedException e) {
                out.write("error " + e.getMessage().replace('\n', ' ') + "\n");
            }
        }
    }

    @Override
    public void close() {
        try {
            server.close();
            Files.deleteIfExists(socket);
        } catch (IOException e) {
            // A socket without a listener is taken over by the next controller.
            return;
        }
    }
}

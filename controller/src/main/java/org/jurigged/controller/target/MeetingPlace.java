package org.jurigged.controller.target;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jurigged.agent.Protocol;

/**
 * Where an agent finds us: a directory that only its owner can enter, with a socket, and with a file that says what the agent
 * has to say first. Nothing of that is on a command line.
 */
final class MeetingPlace implements AutoCloseable {
    private static final String SOCKET = "s";
    private static final int SECRET_BYTES = 16;

    private final ProcessRoot root;
    private final Path directory;
    private final ServerSocketChannel server;
    private final byte[] secret;
    private final Set<SocketChannel> guests = ConcurrentHashMap.newKeySet();

    private MeetingPlace(ProcessRoot root, Path directory, ServerSocketChannel server, byte[] secret) {
        this.root = root;
        this.directory = directory;
        this.server = server;
        this.secret = secret;
    }

    /** Opens one that a process can reach. */
    static MeetingPlace open(long pid, ProcessRoot root) throws IOException {
        Path directory = create(root);
        byte[] random = new byte[SECRET_BYTES];
        new SecureRandom().nextBytes(random);
        byte[] secret = HexFormat.of().formatHex(random).getBytes(StandardCharsets.US_ASCII);
        List<String> address;
        ServerSocketChannel server;
        if (isUnix()) {
            server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
            server.bind(UnixDomainSocketAddress.of(directory.resolve(SOCKET)));
            address = List.of(Protocol.UNIX, SOCKET);
        } else {
            server = ServerSocketChannel.open();
            server.bind(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0));
            address = List.of(Protocol.TCP, Integer.toString(((InetSocketAddress) server.getLocalAddress()).getPort()));
        }
        Path file = directory.resolve(Protocol.ADDRESS_FILE);
        Files.write(file, List.of(address.get(0), address.get(1), new String(secret, StandardCharsets.US_ASCII)));
        MeetingPlace place = new MeetingPlace(root, directory, server, secret);
        place.giveTo(pid);
        return place;
    }

    /** Windows has such sockets, too, but not for each Java in each of its versions. */
    private static boolean isUnix() {
        return !System.getProperty("os.name").startsWith("Windows");
    }

    private static Path create(ProcessRoot root) throws IOException {
        Path parent = root.isOther() ? root.outside(Path.of("/tmp")) : Path.of(System.getProperty("java.io.tmpdir"));
        FileAttribute<?>[] attributes =
                parent.getFileSystem().supportedFileAttributeViews().contains("posix")
                        ? new FileAttribute<?>[] {
                            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"))
                        }
                        : new FileAttribute<?>[0];
        return Files.createTempDirectory(parent, "jurigged-", attributes);
    }

    /** Whoever may attach to a process of another user, as root may, leaves it to that user. */
    private void giveTo(long pid) throws IOException {
        Path process = Path.of("/proc", Long.toString(pid));
        if (!Files.isDirectory(process)) {
            return;
        }
        Object user = Files.getAttribute(process, "unix:uid");
        if (!user.equals(Files.getAttribute(directory, "unix:uid"))) {
            try (Stream<Path> files = Files.list(directory)) {
                for (Path file : (Iterable<Path>) files::iterator) {
                    Files.setAttribute(file, "unix:uid", user);
                }
            }
            Files.setAttribute(directory, "unix:uid", user);
        }
    }

    /** Returns the path of the agent's jar for the process; it may have to be brought to where that one can read it. */
    String jar(Path cached, long pid) throws IOException {
        Path process = Path.of("/proc", Long.toString(pid));
        boolean isOthers = Files.isDirectory(process)
                && !Files.getAttribute(process, "unix:uid").equals(Files.getAttribute(cached, "unix:uid"));
        if (!root.isOther() && !isOthers) {
            return cached.toString();
        }
        Path copy = directory.resolve("jurigged-agent.jar");
        Files.copy(cached, copy);
        Files.setAttribute(copy, "unix:uid", Files.getAttribute(directory, "unix:uid"));
        return root.inside(copy).toString();
    }

    /** Returns the directory's path for the process. */
    String path() {
        return root.inside(directory).toString();
    }

    /** Completes when the agent has come: what connects and doesn't say the secret isn't it, whether it says anything or not. */
    CompletableFuture<SocketChannel> agent() {
        CompletableFuture<SocketChannel> arrived = new CompletableFuture<>();
        thread("jurigged-agent-accept", () -> {
            try {
                while (!arrived.isDone()) {
                    SocketChannel channel = server.accept();
                    guests.add(channel);
                    thread("jurigged-agent-greet", () -> greet(channel, arrived));
                }
            } catch (IOException e) {
                arrived.completeExceptionally(e);
            }
        });
        return arrived;
    }

    private static void thread(String name, Runnable task) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        thread.start();
    }

    private void greet(SocketChannel channel, CompletableFuture<SocketChannel> arrived) {
        ByteBuffer first = ByteBuffer.allocate(Integer.BYTES + secret.length);
        try {
            while (first.hasRemaining() && channel.read(first) >= 0) {
                continue;
            }
            boolean isAgent = isAgents(first) && guests.remove(channel) && arrived.complete(channel);
            if (!isAgent) {
                channel.close();
            }
        } catch (IOException e) {
            // It has gone, or this place is closed.
            return;
        } finally {
            guests.remove(channel);
        }
    }

    private boolean isAgents(ByteBuffer first) {
        if (first.hasRemaining() || first.flip().getInt() != Protocol.MAGIC) {
            return false;
        }
        byte[] said = new byte[secret.length];
        first.get(said);
        return MessageDigest.isEqual(said, secret);
    }

    /** Returns why the agent could not start, if it says so. */
    Optional<String> failure() {
        try {
            return Optional.of(Files.readString(directory.resolve(Protocol.FAILED_FILE)));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** Nobody else can come, and nothing is left. */
    @Override
    public void close() {
        try {
            server.close();
            for (SocketChannel guest : guests) {
                guest.close();
            }
            try (Stream<Path> files = Files.list(directory)) {
                for (Path file : (Iterable<Path>) files::iterator) {
                    Files.deleteIfExists(file);
                }
            }
            Files.deleteIfExists(directory);
        } catch (IOException e) {
            // What is left is in a directory for temporary files.
            return;
        }
    }
}

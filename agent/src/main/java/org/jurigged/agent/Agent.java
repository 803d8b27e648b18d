package org.jurigged.agent;

import java.io.File;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.instrument.Instrumentation;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ProtocolFamily;
import java.net.SocketAddress;
import java.net.StandardProtocolFamily;
import java.net.URLClassLoader;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Scanner;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;

/**
 * Connects to the controller that had it loaded, and does what that one asks for until the connection ends. Then nothing of
 * it is left that runs, hears of classes, or is referred to.
 */
public final class Agent implements Runnable {
    private final Instrumentation instrumentation;
    private final URLClassLoader loader;
    private final Wire wire;
    private final Link link;
    private final Classes classes;
    private final Loads loads;
    private final Files files;
    private final Requests requests;
    private final ExecutorService workers = Executors.newCachedThreadPool(new Threads());
    private Thread sender;

    private Agent(Instrumentation instrumentation, URLClassLoader loader, Wire wire)
            throws ReflectiveOperationException {
        this.instrumentation = instrumentation;
        this.loader = loader;
        this.wire = wire;
        this.link = new Link(wire);
        Platform platform = new Platform(instrumentation);
        this.classes = new Classes(instrumentation, platform);
        this.loads = new Loads(loader, classes, link, new Missed(classes, link, workers));
        this.files = new Files(instrumentation, classes, link);
        this.requests = new Requests(instrumentation, platform, classes, loads, files);
    }

    /** Makes threads that are known as ours. */
    private static final class Threads implements ThreadFactory {
        @Override
        public Thread newThread(Runnable task) {
            return new Worker(task, "jurigged");
        }
    }

    /**
     * Begins; called by {@link Entry}.
     *
     * @param place directory with a file that says where the controller waits; only its owner may read that
     */
    public static void start(String place, Instrumentation instrumentation, URLClassLoader loader) {
        try {
            Agent agent = new Agent(instrumentation, loader, connect(new File(place)));
            new Worker(agent, "jurigged-agent").start();
        } catch (IOException | ReflectiveOperationException | RuntimeException | LinkageError e) {
            // Thrown from here, the JVM would print it among the program's output.
            fail(new File(place), e);
            close(loader);
        }
    }

    private static void fail(File place, Throwable reason) {
        try (OutputStream out = new FileOutputStream(new File(place, Protocol.FAILED_FILE))) {
            out.write(reason.toString().getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            // The controller waits in vain, and says so.
            return;
        }
    }

    private static Wire connect(File place) throws IOException, ReflectiveOperationException {
        String kind;
        String address;
        String secret;
        try (Scanner lines = new Scanner(new File(place, Protocol.ADDRESS_FILE), "UTF-8")) {
            kind = lines.nextLine();
            address = lines.nextLine();
            secret = lines.nextLine();
        }
        SocketChannel channel = kind.equals(Protocol.UNIX)
                ? unix(new File(place, address))
                : SocketChannel.open(
                        new InetSocketAddress(InetAddress.getByName("127.0.0.1"), Integer.parseInt(address)));
        Wire wire = new Wire(channel);
        wire.writeRaw(ByteBuffer.allocate(Integer.BYTES).putInt(Protocol.MAGIC).array());
        wire.writeRaw(secret.getBytes(StandardCharsets.US_ASCII));
        return wire;
    }

    /** Unix-domain sockets are there from Java 16 on. */
    private static SocketChannel unix(File file) throws IOException, ReflectiveOperationException {
        Object address = Class.forName("java.net.UnixDomainSocketAddress")
                .getMethod("of", String.class)
                .invoke(null, file.getPath());
        SocketChannel channel = (SocketChannel) SocketChannel.class
                .getMethod("open", ProtocolFamily.class)
                .invoke(null, StandardProtocolFamily.valueOf("UNIX"));
        channel.connect((SocketAddress) address);
        return channel;
    }

    @Override
    public void run() {
        try {
            sender = new Worker(link, "jurigged-agent-send");
            sender.start();
            instrumentation.addTransformer(loads, false);
            instrumentation.addTransformer(files, true);
            while (true) {
                Wire.Frame frame = wire.read();
                loads.heard();
                take(frame);
            }
        } catch (IOException | RejectedExecutionException e) {
            // The controller is gone, or was let go of.
            return;
        } finally {
            end();
        }
    }

    private void take(final Wire.Frame frame) throws IOException {
        if (frame.kind == Protocol.GO_ON) {
            Loading loading = loads.waiting(frame.readInt());
            boolean inTime = loading != null && loading.goOn(frame.readBytes());
            link.send(new Wire.Message(Protocol.ANSWER, frame.number).add(inTime));
        } else if (frame.kind == Protocol.LATE) {
            LateFilter filter = new LateFilter(frame.readTexts(), frame.readTexts());
            loads.late(filter);
            List<Integer> since = classes.since(filter);
            Wire.Message answer = new Wire.Message(Protocol.ANSWER, frame.number).add(since.size());
            for (int number : since) {
                answer.add(number);
            }
            link.send(answer);
        } else {
            workers.execute(new Answering(requests, link, frame));
        }
    }

    private void end() {
        instrumentation.removeTransformer(loads);
        instrumentation.removeTransformer(files);
        loads.close();
        requests.close();
        // What runs the program's own code ends by itself.
        workers.shutdown();
        sender.interrupt();
        closeWire();
        awaitWorkers();
        close(loader);
    }

    private void closeWire() {
        try {
            wire.close();
        } catch (IOException e) {
            // It was closed from the other side.
            return;
        }
    }

    /** Who has only just begun still loads classes of ours; one that never ends has loaded them. */
    private void awaitWorkers() {
        try {
            workers.awaitTermination(Protocol.PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            // It was the program, as nobody else does.
            return;
        }
    }

    private static void close(URLClassLoader loader) {
        try {
            loader.close();
        } catch (IOException e) {
            // Its file stays open as long as the program runs.
            return;
        }
    }
}

package org.jurigged.bench.loops;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;
import org.jurigged.bench.loops.stage.LoopStage;
import org.jurigged.controller.Event;
import org.jurigged.controller.JuriggedException;
import org.jurigged.controller.launch.Launched;
import org.jurigged.controller.launch.Program;
import org.jurigged.controller.project.Jdk;
import org.jurigged.controller.session.FrameLine;
import org.jurigged.controller.session.LiveSession;
import org.jurigged.controller.session.SessionOptions;

/** A live JVM for some programs of loops, and the session that keeps it so. Used by one thread. */
final class LoopJvm implements AutoCloseable {
    private static final int PATIENCE_MILLIS = 120_000;
    private static final long POLL_NANOS = 500_000;
    private static final List<String> STAGE = List.of("LoopStage", "LoopStage$Program", "Writings");

    private final Path directory;
    private final Path sources;
    private final List<Event> events = new CopyOnWriteArrayList<>();
    private final LiveSession session;
    private final Process process;
    private final Socket socket;
    private final DataInputStream in;
    private final DataOutputStream out;

    /** @param texts the programs' sources, by class */
    LoopJvm(Jdk jdk, Map<String, String> texts) throws IOException, JuriggedException {
        directory = Files.createTempDirectory("jurigged-loops-").toRealPath();
        sources = Files.createDirectories(directory.resolve("src/loops"));
        Path stage = install(directory.resolve("stage"));
        Path classes = directory.resolve("classes");
        write(texts);
        compile(stage, classes);
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            server.setSoTimeout(PATIENCE_MILLIS);
            Program program = new Program(
                    jdk.java(),
                    "loops",
                    List.of("-Xmx128m", "-XX:+UseSerialGC"),
                    List.of(classes, stage),
                    List.of(LoopStage.class.getName()),
                    List.of(Integer.toString(server.getLocalPort())),
                    Optional.empty());
            Launched launched = Launched.start(program);
            process = launched.process();
            launched.target().orElseThrow().start();
            session = LiveSession.open(options(directory), List.of(), events::add);
            session.add(launched.target().orElseThrow());
            socket = server.accept();
        }
        socket.setSoTimeout(PATIENCE_MILLIS);
        in = new DataInputStream(new BufferedInputStream(socket.getInputStream()));
        out = new DataOutputStream(new BufferedOutputStream(socket.getOutputStream()));
        await("joining", () -> events.stream().anyMatch(Event.TargetJoined.class::isInstance));
    }

    private static Path install(Path directory) throws IOException {
        String folder = LoopStage.class.getPackageName().replace('.', '/') + "/";
        Files.createDirectories(directory.resolve(folder));
        for (String name : STAGE) {
            String file = folder + name + ".class";
            try (InputStream in = LoopStage.class.getClassLoader().getResourceAsStream(file)) {
                Files.copy(in, directory.resolve(file), StandardCopyOption.REPLACE_EXISTING);
            }
        }
        return directory;
    }

    private void compile(Path stage, Path classes) throws IOException {
        JavaCompiler javac = ToolProvider.getSystemJavaCompiler();
        try (Stream<Path> files = Files.list(sources)) {
            Stream<String> options = Stream.of(
                    "-g",
                    "-nowarn",
                    "-proc:none",
                    "--release",
                    "17",
                    "-cp",
                    stage.toString(),
                    "-d",
                    classes.toString());
            String[] arguments =
                    Stream.concat(options, files.map(Path::toString).sorted()).toArray(String[]::new);
            if (javac.run(null, null, null, arguments) != 0) {
                throw new IOException("A generated program doesn't compile.");
            }
        }
    }

    /** Saves wait until they are all noticed, and go in together. */
    private static SessionOptions options(Path directory) {
        return SessionOptions.in(directory).onDemand(Duration.ofMillis(5));
    }

    private void write(Map<String, String> texts) throws IOException {
        for (Map.Entry<String, String> text : texts.entrySet()) {
            Files.writeString(sources.resolve(text.getKey() + ".java"), text.getValue());
        }
    }

    /** Waits for what must come. */
    static void await(String what, BooleanSupplier condition) throws IOException {
        long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(PATIENCE_MILLIS);
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                throw new IOException("In vain waited for " + what + ".");
            }
            LockSupport.parkNanos(POLL_NANOS);
        }
    }

    /** Saves sources, and waits until they are live. */
    void save(Map<String, String> texts) throws IOException {
        int mark = events.size();
        Set<Path> unnoticed = new HashSet<>();
        for (Map.Entry<String, String> text : texts.entrySet()) {
            Path file = sources.resolve(text.getKey() + ".java");
            if (!Files.readString(file).equals(text.getValue())) {
                unnoticed.add(file);
            }
        }
        write(texts);
        await("saves", () -> {
            for (Event event : events(mark)) {
                if (event instanceof Event.Waiting waiting) {
                    waiting.files().forEach(unnoticed::remove);
                }
            }
            return unnoticed.isEmpty();
        });
        try {
            session.apply().get(PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new IOException("The save was not applied: " + e + ".", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("Interrupted.", e);
        }
    }

    /** Returns the threads that run the newest code of a method. */
    Set<String> inNewCode(String method) throws IOException {
        try {
            return session.frames(process.pid(), method).get(PATIENCE_MILLIS, TimeUnit.MILLISECONDS).stream()
                    .filter(frame -> !frame.old())
                    .map(FrameLine::thread)
                    .collect(Collectors.toSet());
        } catch (ExecutionException | TimeoutException e) {
            throw new IOException("The frames were not read: " + e + ".", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("Interrupted.", e);
        }
    }

    /** Returns what was told since then. */
    List<Event> events(int mark) {
        List<Event> all = List.copyOf(events);
        return all.subList(mark, all.size());
    }

    /** See {@link LoopStage}. */
    String ask(String request) throws IOException {
        out.writeUTF(request);
        out.flush();
        return in.readUTF();
    }

    @Override
    public void close() throws IOException {
        session.close();
        socket.close();
        process.destroyForcibly().onExit().join();
        try (Stream<Path> tree = Files.walk(directory)) {
            for (Path file : tree.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}

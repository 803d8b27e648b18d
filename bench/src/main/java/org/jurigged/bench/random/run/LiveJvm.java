package org.jurigged.bench.random.run;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jurigged.bench.random.stage.Stage;
import org.jurigged.controller.Event;
import org.jurigged.controller.JuriggedException;
import org.jurigged.controller.launch.Launched;
import org.jurigged.controller.launch.Program;
import org.jurigged.controller.project.Jdk;
import org.jurigged.controller.session.LiveSession;
import org.jurigged.controller.session.SessionOptions;
import org.jurigged.controller.target.Target;

/** A JVM that is live, for programs one after the other, and the session that keeps it so. */
final class LiveJvm implements AutoCloseable {
    private static final Duration SETTLE = Duration.ofMillis(5);
    private static final long PATIENCE_NANOS = 120_000_000_000L;
    private static final long POLL_NANOS = 500_000;

    private final Path sources;
    private final Path classes;
    private final List<Event> events = new CopyOnWriteArrayList<>();
    private final Path directory;
    private final Process process;
    private final Connection connection;
    private final int attachEvery;
    private final Optional<Sessions> sessions;
    private LiveSession session;
    private int saves;
    /** Whether something was refused that waits: the session has to stay that knows of it. */
    private boolean waits;

    /** @param attachEvery how many saves a session makes before the next one attaches; 0 for one that starts the JVM */
    LiveJvm(Jdk jdk, Path directory, Path stage, Versions versions, int attachEvery)
            throws IOException, JuriggedException {
        this.directory = directory;
        this.attachEvery = attachEvery;
        sources = directory.resolve("src");
        classes = directory.resolve("classes");
        String first = "package first;\n\nclass First {}\n";
        Files.createDirectories(sources.resolve("first"));
        Files.writeString(sources.resolve("first/First.java"), first);
        versions.compile("first", Map.of("First.java", first), classes, List.of());
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Program program = program(jdk, stage, server.getLocalPort());
            if (attachEvery == 0) {
                Launched launched = Launched.start(program);
                process = launched.process();
                sessions = Optional.empty();
                open(launched.target().orElseThrow());
            } else {
                sessions = Optional.of(Sessions.start(program));
                process = sessions.get().process();
            }
            connection = Connection.accept(server);
        }
        if (attachEvery == 0) {
            await(0, event -> event instanceof Event.TargetJoined);
        }
    }

    private void open(Target target) {
        target.start();
        session = LiveSession.open(options(directory), List.of(), events::add);
        session.add(target);
    }

    /** Has the next session attach when it is its turn. */
    private void takeTurns() throws IOException {
        if (sessions.isPresent() && saves++ % attachEvery == 0 && !waits) {
            if (session != null) {
                session.close();
            }
            int mark = events.size();
            open(sessions.get().attach());
            await(mark, event -> event instanceof Event.TargetJoined);
            get(session.sourcesRead());
        }
    }

    private Program program(Jdk jdk, Path stage, int port) {
        return new Program(
                jdk.java(),
                "random",
                List.of("-ea", "-Xmx256m", "-XX:+UseSerialGC"),
                List.of(classes, stage),
                List.of(Stage.class.getName()),
                List.of(Integer.toString(port)),
                Optional.empty());
    }

    /** Saves wait until they are all noticed, and go in together. */
    private static SessionOptions options(Path directory) {
        return SessionOptions.in(directory).onDemand(SETTLE);
    }

    private void await(int mark, Predicate<Event> condition) throws IOException {
        long deadline = System.nanoTime() + PATIENCE_NANOS;
        while (told(mark).stream().noneMatch(condition)) {
            if (System.nanoTime() > deadline) {
                throw new IOException("The session did not notice a save; it told " + told(mark));
            }
            LockSupport.parkNanos(POLL_NANOS);
        }
    }

    /**
     * Writes what is new in files of a package, deletes what is gone, and applies it.
     *
     * @param before the texts by file name, as they are
     */
    Verdict save(String packageName, Map<String, String> before, Map<String, String> after) throws IOException {
        takeTurns();
        Path directory = Files.createDirectories(sources.resolve(packageName));
        Map<String, String> changed = new TreeMap<>(after);
        changed.entrySet().removeIf(file -> file.getValue().equals(before.get(file.getKey())));
        Set<Path> files = changed.keySet().stream().map(directory::resolve).collect(Collectors.toSet());
        int mark = events.size();
        for (Map.Entry<String, String> file : changed.entrySet()) {
            Files.writeString(directory.resolve(file.getKey()), file.getValue());
        }
        for (String name : before.keySet()) {
            if (!after.containsKey(name)) {
                Files.delete(directory.resolve(name));
                files.add(directory.resolve(name));
            }
        }
        if (!files.isEmpty()) {
            await(
                    mark,
                    event -> event instanceof Event.Waiting waiting
                            && waiting.files().containsAll(files));
        }
        Verdict verdict = get(session.apply()).orElseGet(() -> Verdict.of(told(mark)));
        waits = verdict instanceof Verdict.Refused;
        return verdict;
    }

    /** Waits for something; returns what is to be said of it if it fails or doesn't come. */
    private static Optional<Verdict> get(Future<Void> future) throws IOException {
        try {
            future.get(PATIENCE_NANOS, TimeUnit.NANOSECONDS);
            return Optional.empty();
        } catch (ExecutionException e) {
            return Optional.of(new Verdict.Broken(String.valueOf(e.getCause())));
        } catch (TimeoutException e) {
            return Optional.of(new Verdict.Broken("the save is not applied in time"));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("Interrupted.", e);
        }
    }

    /** Runs a probe that is live. */
    List<String> run(String packageName, String probe) throws IOException {
        return connection.ask(List.of(Stage.LIVE, packageName, probe));
    }

    /** Lets go of what a program has kept. */
    void forget(String packageName) throws IOException {
        connection.ask(List.of(Stage.FORGET, packageName));
    }

    /** Returns what the session told since a point in time. */
    List<Event> told(int since) {
        List<Event> all = List.copyOf(events);
        return all.subList(since, all.size());
    }

    int now() {
        return events.size();
    }

    @Override
    public void close() throws IOException {
        if (session != null) {
            session.close();
        }
        connection.close();
        process.destroyForcibly().onExit().join();
    }
}

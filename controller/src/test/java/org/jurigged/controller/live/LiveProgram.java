package org.jurigged.controller.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jurigged.controller.Event;
import org.jurigged.controller.JuriggedException;
import org.jurigged.controller.launch.Launched;
import org.jurigged.controller.launch.Program;
import org.jurigged.controller.project.Jdk;
import org.jurigged.controller.session.DebugPorts;
import org.jurigged.controller.session.LiveSession;
import org.jurigged.controller.target.Attacher;
import org.jurigged.controller.target.Target;

/**
 * A program of its own JVM, made live the way {@code jurigged run} does it, whose sources a test edits and whose methods
 * it calls.
 */
public final class LiveProgram implements AutoCloseable {
    private static final int ANSWER_MILLIS = 30_000;

    /** Edited where a test has to know that nothing is on its way any more. */
    private static final String BEAT = """
            package beat;

            public class Beat {
                public static int count() {
                    return 0;
                }
            }
            """;

    final Jdk jdk;
    final Path directory;
    public final SourceFolder sources;
    final Path classes;
    private final LivePrograms made;
    private final boolean isFirst;
    public final Heard heard;
    public final LiveSession session;
    public final Started launched;
    private final Socket socket;
    private final PrintWriter requests;
    private final BufferedReader answers;
    private int mark;
    private int beats;

    /** A program that runs, and what is made live of it. */
    public record Started(Process process, Target target) {}

    LiveProgram(LivePrograms made, List<Path> classPath) throws IOException, JuriggedException {
        this(made, classPath, new Heard(), null);
    }

    private LiveProgram(LivePrograms made, List<Path> classPath, Heard heard, LiveSession opened)
            throws IOException, JuriggedException {
        this.made = made;
        this.heard = heard;
        this.isFirst = opened == null;
        this.jdk = made.jdk;
        this.directory = made.directory;
        this.sources = made.sources;
        this.classes = made.classes();
        int before = heard.mark();
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            server.setSoTimeout(ANSWER_MILLIS);
            Program program = program(made, classPath, server.getLocalPort());
            Socket early = null;
            if (made.isByAgent) {
                Process process = new ProcessBuilder(program.command(made.debugOptions))
                        .inheritIO()
                        .start();
                early = server.accept();
                made.beforeAttach.accept(process);
                launched = new Started(process, Attacher.attach(Optional.of(Long.toString(process.pid()))));
            } else {
                Launched run = Launched.start(program, made.isShared);
                if (made.loops != null) {
                    made.loops.await(run.target().orElseThrow());
                }
                launched = new Started(run.process(), run.target().orElseThrow());
            }
            launched.target().start();
            session = isFirst ? LiveSession.open(made.settings.in(directory), List.of(), heard) : opened;
            if (made.loops != null && isFirst) {
                session.loop(made.loops);
            }
            if (made.isShared) {
                session.debugOn(DebugPorts.open(0));
            }
            session.add(launched.target());
            socket = made.isByAgent ? early : server.accept();
        }
        socket.setSoTimeout(ANSWER_MILLIS);
        requests = new PrintWriter(socket.getOutputStream(), true, StandardCharsets.UTF_8);
        answers = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
        heard.await(before, Event.TargetJoined.class);
    }

    /** Starts another program that the same session makes live; to be closed first. */
    LiveProgram beside(List<Path> classPath) throws IOException, JuriggedException {
        return new LiveProgram(made, classPath, heard, session);
    }

    private Program program(LivePrograms made, List<Path> classPath, int port) throws IOException {
        List<Path> entries = new ArrayList<>(classPath);
        entries.add(classDirectory(directory.resolve("talk"), Talk.class));
        return new Program(
                jdk.java(),
                "program",
                made.jvmOptions,
                entries,
                List.of(Talk.class.getName()),
                List.of(Integer.toString(port)),
                Optional.empty());
    }

    /** Puts a class that is none of the project's into a directory of its own. */
    public static Path classDirectory(Path directory, Class<?> type) throws IOException {
        String name = type.getName().replace('.', '/') + ".class";
        Path file = directory.resolve(name);
        Files.createDirectories(file.getParent());
        try (InputStream in = type.getClassLoader().getResourceAsStream(name)) {
            Files.copy(in, file, StandardCopyOption.REPLACE_EXISTING);
        }
        return directory;
    }

    static String beat() {
        return BEAT;
    }

    /** Calls a static method with strings; returns its result as a string, or {@code ! } and what it threw. */
    public String call(String method, String... arguments) {
        List<String> words = new ArrayList<>(List.of(method));
        words.addAll(List.of(arguments));
        requests.println(String.join("\t", words));
        try {
            String answer = answers.readLine();
            assertThat(answer).as("the answer of %s", method).isNotNull();
            return answer.startsWith("= ") ? answer.substring(2) : answer;
        } catch (IOException e) {
            throw new UncheckedIOException("no answer of " + method + "; events: " + heard.since(mark), e);
        }
    }

    /** Returns the line of a type's source that has a text, which stands in one line only. */
    int line(String type, String text) {
        List<String> lines = sources.read(type).lines().toList();
        List<Integer> found = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).contains(text)) {
                found.add(i + 1);
            }
        }
        assertThat(found).as("lines with %s in %s", text, type).hasSize(1);
        return found.get(0);
    }

    /** Begins a test's view of the events. */
    LiveProgram mark() {
        mark = heard.mark();
        return this;
    }

    /** Saves a type's source with something replaced that stands in it once. */
    LiveProgram edit(String type, String old, String replacement) {
        String text = sources.replaced(type, old, replacement);
        mark();
        sources.write(text);
        return this;
    }

    /** Saves a source. */
    LiveProgram save(String text) {
        mark();
        sources.write(text);
        return this;
    }

    /** Waits until the save is live; returns what was told since the test's mark. */
    List<Event> live() {
        return heard.await(mark, Event.Live.class);
    }

    /** Waits until the save is refused. */
    Event.Refused refused() {
        List<Event> events = heard.await(mark, Event.Refused.class);
        return (Event.Refused) events.get(events.size() - 1);
    }

    /** Waits until the save turns out not to compile. */
    Event.CompileFailed failed() {
        List<Event> events = heard.await(mark, Event.CompileFailed.class);
        return (Event.CompileFailed) events.get(events.size() - 1);
    }

    /** Waits until everything that was saved is dealt with; returns what was told of it since the mark. */
    List<Event> settled() {
        beats++;
        sources.write(BEAT.replace("return 0", "return " + beats));
        Event.Update own = new Event.Update("beat.Beat.count()", 4);
        heard.await(mark, own::equals, "beat");
        List<Event> events = heard.await(heard.since(0).lastIndexOf(own), Event.Live.class);
        assertThat(call("beat.Beat.count")).isEqualTo(Integer.toString(beats));
        int end = heard.since(0).lastIndexOf(events.get(events.size() - 1));
        return heard.since(mark).subList(0, end - mark).stream()
                .filter(event -> !event.equals(own))
                .toList();
    }

    @Override
    public void close() throws IOException {
        if (isFirst) {
            session.close();
        }
        socket.close();
        launched.process().destroyForcibly().onExit().join();
        if (isFirst) {
            deleteAll(directory);
        }
    }

    public static void deleteAll(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            files.sorted(Comparator.reverseOrder()).forEach(LiveProgram::delete);
        }
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

package org.jurigged.controller.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.awaitility.Awaitility;
import org.jurigged.controller.Event;
import org.jurigged.controller.JuriggedException;
import org.jurigged.controller.session.LiveSession;
import org.jurigged.controller.target.Attacher;
import org.jurigged.controller.target.Target;

/** A program that runs, with a debug port or plainly, and to which one session after the other attaches. */
public final class AttachedProgram implements AutoCloseable {
    private static final int ANSWER_MILLIS = 30_000;

    public final LivePrograms made;
    private final boolean isPlain;
    private final Process process;
    private final BufferedReader output;
    private final Socket socket;
    private final PrintWriter requests;
    private final BufferedReader answers;
    private LiveSession session;
    private Heard heard = new Heard();
    private int mark;

    /** Compiles the sources and starts the program with a debug port; nothing is attached yet. */
    public AttachedProgram(LivePrograms made) throws IOException, InterruptedException {
        this(made, false);
    }

    private AttachedProgram(LivePrograms made, boolean isPlain) throws IOException, InterruptedException {
        this.made = made;
        this.isPlain = isPlain;
        made.compile();
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            server.setSoTimeout(ANSWER_MILLIS);
            process = new ProcessBuilder(command(server.getLocalPort()))
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            socket = server.accept();
        }
        socket.setSoTimeout(ANSWER_MILLIS);
        output = process.inputReader(StandardCharsets.UTF_8);
        requests = new PrintWriter(socket.getOutputStream(), true, StandardCharsets.UTF_8);
        answers = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
    }

    /** Compiles the sources and starts the program without a debug port: sessions go by an agent. */
    public static AttachedProgram plain(LivePrograms made) throws IOException, InterruptedException {
        return new AttachedProgram(made, true);
    }

    private List<String> command(int port) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                made.jdk.java().toString(),
                "-cp",
                made.classes() + ":" + LiveProgram.classDirectory(made.directory.resolve("talk"), Talk.class)));
        if (!isPlain) {
            command.add("-agentlib:jdwp=transport=dt_socket,server=y,suspend=n,address=127.0.0.1:0");
        }
        command.addAll(made.jvmOptions);
        command.addAll(List.of(Talk.class.getName(), Integer.toString(port)));
        return command;
    }

    /** Returns where the debug agent listens: it says so at its start and whenever a debugger has gone. */
    public String address() throws IOException {
        String line = output.readLine();
        assertThat(line).contains("Listening for transport dt_socket at address: ");
        return "127.0.0.1:" + line.substring(line.lastIndexOf(' ') + 1);
    }

    /** Returns the process id. */
    public long pid() {
        return process.pid();
    }

    /** Connects, and does nothing else. */
    public Target connect() throws IOException, JuriggedException {
        return connect(isPlain ? Long.toString(pid()) : address());
    }

    private static Target connect(String name) throws JuriggedException {
        Target target = Attacher.attach(Optional.of(name));
        target.start();
        return target;
    }

    /** Begins a session. */
    public AttachedProgram attach() throws IOException, JuriggedException {
        return begin(connect());
    }

    /** Begins a session with a program whose debug port somebody else may hold. */
    AttachedProgram attachByPid() throws IOException, JuriggedException {
        return begin(connect(Long.toString(pid())));
    }

    private AttachedProgram begin(Target target) throws IOException, JuriggedException {
        heard = new Heard();
        mark = 0;
        session = LiveSession.open(made.settings.in(made.directory), List.of(), heard);
        session.add(target);
        heard.await(0, Event.TargetJoined.class);
        return this;
    }

    /** Returns the session that is attached. */
    public LiveSession session() {
        return session;
    }

    /** Ends the session, as Ctrl-C does. */
    public AttachedProgram detach() {
        session.close();
        session = null;
        return this;
    }

    /** Saves sources, each with something replaced that stands in it once: type, old, new. */
    public AttachedProgram edit(String... edits) {
        mark = heard.mark();
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < edits.length; i += 3) {
            texts.add(made.sources.replaced(edits[i], edits[i + 1], edits[i + 2]));
        }
        texts.forEach(made.sources::write);
        return this;
    }

    /** Saves a source. */
    public AttachedProgram save(String text) {
        mark = heard.mark();
        made.sources.write(text);
        return this;
    }

    /** Waits until a save is live, with nothing that is refused or goes wrong; returns what was told of it. */
    public List<Event> live() {
        List<Event> events = heard.await(
                mark,
                event -> event instanceof Event.Live || event instanceof Event.Refused || isTrouble(event),
                "Live or Refused");
        assertThat(events).last().isInstanceOf(Event.Live.class);
        return events;
    }

    /** Waits until a save is refused. */
    public Event.Refused refused() {
        List<Event> events = heard.await(
                mark, event -> event instanceof Event.Live || event instanceof Event.Refused, "Refused or Live");
        assertThat(events).last().isInstanceOf(Event.Refused.class);
        return (Event.Refused) events.get(events.size() - 1);
    }

    /** Does something that saves some files, all in one; returns whether it is live, or refused with J162. */
    boolean isLive(int files, Runnable save) {
        session.pause();
        save.run();
        Awaitility.await().until(() -> session.waiting().get().size() == files);
        mark = heard.mark();
        session.resume();
        List<Event> events = heard.await(
                mark,
                event -> event instanceof Event.Live || event instanceof Event.Refused || isTrouble(event),
                "Live or Refused");
        Event last = events.get(events.size() - 1);
        if (last instanceof Event.Refused refused) {
            assertThat(refused.code()).as("%s", refused).isEqualTo("J162");
            return false;
        }
        assertThat(last).isInstanceOf(Event.Live.class);
        return true;
    }

    private static boolean isTrouble(Event event) {
        return event instanceof Event.Trouble || event instanceof Event.CompileFailed;
    }

    /** Returns what the session that is attached has told so far. */
    public List<Event> told() {
        return heard.since(0);
    }

    /** As {@link LiveProgram#call}. */
    public String call(String method, String... arguments) throws IOException {
        List<String> words = new ArrayList<>(List.of(method));
        words.addAll(List.of(arguments));
        requests.println(String.join("\t", words));
        String answer = answers.readLine();
        assertThat(answer).as("the answer of %s; events: %s", method, told()).isNotNull();
        return answer.startsWith("= ") ? answer.substring(2) : answer;
    }

    /** Waits until a session has told something. */
    public void await(Predicate<Event> condition, String what) {
        heard.await(0, condition, what);
    }

    @Override
    public void close() throws IOException {
        if (session != null) {
            session.close();
        }
        socket.close();
        process.destroyForcibly().onExit().join();
        LiveProgram.deleteAll(made.directory);
    }
}

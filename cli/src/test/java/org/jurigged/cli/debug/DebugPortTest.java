package org.jurigged.cli.debug;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.jdi.event.LocatableEvent;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.jurigged.cli.repl.Session;
import org.jurigged.controller.project.Jdk;

/** {@code --debug}: a debugger beside jurigged, with each of the commands that have it. */
class DebugPortTest {
    private static final String LISTENING = "Listening for transport dt_socket at address: ";
    private static final String PROGRAM = """
            public class Shop {
                static int price(int pieces) {
                    int sum = pieces + 1;
                    return sum;
                }

                public static void main(String[] args) throws Exception {
                    int last = 0;
                    while (true) {
                        int now = price(1);
                        if (now != last) {
                            System.out.println("price " + now);
                        }
                        last = now;
                        Thread.sleep(1);
                    }
                }
            }
            """;
    private static final int FIRST_LINE = 3;
    /** Each has code of another length: the next line moves in it. */
    private static final int[] MORE = {10, 200, 40_000};

    @TempDir
    Path folder;

    private Path source;

    static Stream<Jdk> jdks() {
        return Session.jdks().stream();
    }

    static Stream<String> commands() {
        return Stream.of("run", "exec", "attach");
    }

    @BeforeEach
    void write() throws IOException {
        folder = folder.toRealPath();
        source = Files.writeString(folder.resolve("Shop.java"), PROGRAM);
    }

    private Path classes() throws IOException {
        Path classes = Files.createDirectories(folder.resolve("classes"));
        assertThat(ToolProvider.getSystemJavaCompiler()
                        .run(null, null, null, "-g", "-d", classes.toString(), source.toString()))
                .isZero();
        return classes;
    }

    private static int freePort() throws IOException {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return server.getLocalPort();
        }
    }

    @ParameterizedTest
    @MethodSource("jdks")
    void aDebuggerStopsInAMethodThatIsEditedInAProgramThatIsRun(Jdk jdk) throws Exception {
        try (Session session = Session.start(jdk, folder, "run", "-v", "--debug", "Shop.java")) {
            session.says("price 2");
            threeEdits(session, portOf(session.told(LISTENING)));
            session.says("price 11", "price 201", "price 40001");
        }
    }

    @ParameterizedTest
    @MethodSource("jdks")
    void aDebuggerStopsInAMethodThatIsEditedInAProgramThatALauncherStarts(Jdk jdk) throws Exception {
        int port = freePort();
        String[] command = {
            "exec",
            "-v",
            "--debug=" + port,
            "--",
            jdk.java().toString(),
            "-cp",
            classes().toString(),
            "Shop"
        };
        try (Session session = Session.start(jdk, folder, command)) {
            session.says("price 2");
            assertThat(portOf(session.told(LISTENING))).isEqualTo(port);
            threeEdits(session, port);
            session.says("price 11", "price 201", "price 40001");
        }
    }

    @ParameterizedTest
    @MethodSource("jdks")
    void aDebuggerStopsInAMethodThatIsEditedInAProgramThatIsAttachedTo(Jdk jdk) throws Exception {
        int port = freePort();
        try (Plain program = new Plain(jdk, classes());
                Session session =
                        Session.start(jdk, folder, "attach", "-v", "127.0.0.1:" + program.port(), "--debug=" + port)) {
            assertThat(portOf(session.told(LISTENING))).isEqualTo(port);
            threeEdits(session, port);
            program.says("price 2", "price 11", "price 201", "price 40001");
        }
    }

    private static int portOf(String told) {
        return Integer.parseInt(told.substring(LISTENING.length()).split(" ")[0]);
    }

    private void threeEdits(Session session, int port) throws Exception {
        assertOnlyThisMachineIsLetIn(port);
        String text = PROGRAM;
        try (SocketDebugger debugger = new SocketDebugger(port)) {
            debugger.stopIn("Shop", "price");
            LocatableEvent stopped = debugger.runToBreakpoint();
            for (int more : MORE) {
                assertThat(stopped.location().lineNumber()).isEqualTo(FIRST_LINE);
                text = text.replaceFirst("pieces \\+ \\d+", "pieces + " + more);
                Files.writeString(source, text);
                session.told("Live");
                stopped = debugger.runToBreakpoint();
                LocatableEvent stepped = debugger.stepOver(stopped.thread());
                assertThat(stepped.location().lineNumber()).as("after %d", more).isEqualTo(FIRST_LINE + 1);
                assertThat(SocketDebugger.local(stepped.thread(), "sum")).isEqualTo(more + 1);
            }
        }
    }

    private static void assertOnlyThisMachineIsLetIn(int port) throws Exception {
        List<InetAddress> others = new ArrayList<>();
        for (NetworkInterface each : NetworkInterface.networkInterfaces().toList()) {
            each.inetAddresses().filter(address -> !address.isLoopbackAddress()).forEach(others::add);
        }
        for (InetAddress other : others) {
            try (Socket socket = new Socket()) {
                socket.connect(new InetSocketAddress(other, port), 10_000);
                assertThat(socket.isConnected()).as("at %s", other).isFalse();
            } catch (ConnectException e) {
                // So it should be.
                continue;
            }
        }
        for (String table : List.of("/proc/net/tcp", "/proc/net/tcp6")) {
            if (Files.exists(Path.of(table))) {
                assertThat(listening(Path.of(table), port)).allMatch(address -> address.endsWith("0100007F"));
            }
        }
    }

    /** Returns the addresses, in hexadecimal digits, at which somebody listens at a port. */
    private static List<String> listening(Path table, int port) throws IOException {
        String end = String.format(":%04X", port);
        return Files.readAllLines(table).stream()
                .map(line -> line.strip().split("\\s+"))
                .filter(columns -> columns[1].endsWith(end) && columns[3].equals("0A"))
                .map(columns -> columns[1].substring(0, columns[1].length() - end.length()))
                .toList();
    }

    private List<String> words(String command, String debug, Path classes, int port) {
        String java = Session.jdks().get(0).java().toString();
        return switch (command) {
            case "run" -> List.of("run", debug, "-cp", classes.toString(), "Shop");
            case "exec" -> List.of("exec", debug, "--", java, "-cp", classes.toString(), "Shop");
            default -> List.of("attach", debug, "127.0.0.1:" + port);
        };
    }

    @ParameterizedTest
    @MethodSource("commands")
    void aPortInUseIsNamedAndTheProgramIsLeftAlone(String command) throws Exception {
        Jdk jdk = Session.jdks().get(0);
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                Plain program = new Plain(jdk, classes())) {
            String debug = "--debug=" + taken.getLocalPort();
            String[] words = words(command, debug, classes(), program.port()).toArray(String[]::new);
            try (Session session = Session.start(jdk, folder, words)) {
                assertThat(session.end()).isEqualTo(1);
                assertThat(session.errors())
                        .singleElement()
                        .asString()
                        .startsWith("jurigged: The port " + taken.getLocalPort() + " for debuggers can't be opened: ")
                        .endsWith("Give another one with --debug=PORT, or --debug for any that is free.");
                assertThat(session.output()).isEmpty();
            }
            // Nobody was there yet: a JVM whose debugger has gone would have to listen anew.
            new SocketDebugger(program.port()).close();
            program.says("price 2");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"65536", "-1", "many", ""})
    void whatIsNoPortIsAUsageError(String port) throws Exception {
        Path classes = classes();
        for (String command : commands().toList()) {
            String[] words = words(command, "--debug=" + port, classes, 1).toArray(String[]::new);
            try (Session session = Session.start(Session.jdks().get(0), folder, words)) {
                assertThat(session.end()).as(command).isEqualTo(2);
                assertThat(session.errors().get(0))
                        .contains("--debug", "'" + port + "' is no port between 0 and 65535");
                assertThat(session.errors()).noneMatch(line -> line.contains("\tat "));
                assertThat(session.output()).isEmpty();
            }
        }
    }
}

package org.jurigged.controller.pairs;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jurigged.controller.live.LiveProgram;
import org.jurigged.controller.live.SourceFolder;
import org.jurigged.controller.live.Talk;
import org.jurigged.controller.live.TestJdk;
import org.jurigged.controller.project.Jdk;

/** Says what programs answer that nobody has edited: each state of each pair, in a class loader of its own. */
final class FreshJvm implements AutoCloseable {
    private static final int ANSWER_MILLIS = 30_000;

    private final Path directory;
    private final Process process;
    private final Socket socket;
    private final PrintWriter requests;
    private final BufferedReader answers;
    private final Map<String, String> known = new LinkedHashMap<>();

    private FreshJvm(Path directory, Process process, Socket socket) throws IOException {
        this.directory = directory;
        this.process = process;
        this.socket = socket;
        socket.setSoTimeout(ANSWER_MILLIS);
        requests = new PrintWriter(socket.getOutputStream(), true, StandardCharsets.UTF_8);
        answers = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
    }

    /** Compiles every state of the pairs and starts a JVM for them. */
    static FreshJvm start(Jdk jdk, List<Pair> pairs) throws IOException, InterruptedException {
        Path directory = Files.createTempDirectory("jurigged-pairs-").toRealPath();
        compile(jdk, pairs, directory);
        List<Path> entries = List.of(
                LiveProgram.classDirectory(directory.resolve("talk"), Talk.class),
                LiveProgram.classDirectory(directory.resolve("server"), PairServer.class));
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            server.setSoTimeout(ANSWER_MILLIS);
            Process process = new ProcessBuilder(
                            jdk.java().toString(),
                            "-XX:TieredStopAtLevel=1",
                            "-cp",
                            entries.get(0) + File.pathSeparator + entries.get(1),
                            Talk.class.getName(),
                            Integer.toString(server.getLocalPort()))
                    .inheritIO()
                    .start();
            return new FreshJvm(directory, process, server.accept());
        }
    }

    private static void compile(Jdk jdk, List<Pair> pairs, Path directory) throws IOException, InterruptedException {
        Map<Integer, SourceFolder> folders = new TreeMap<>();
        for (Pair pair : pairs) {
            pair.states().forEach((state, sources) -> {
                SourceFolder folder =
                        folders.computeIfAbsent(state, s -> new SourceFolder(directory.resolve("sources-" + s)));
                sources.forEach((path, text) -> folder.write(folder.root.resolve(path), text));
            });
        }
        for (Map.Entry<Integer, SourceFolder> folder : folders.entrySet()) {
            TestJdk.compile(
                    jdk,
                    folder.getValue().files(),
                    List.of(),
                    classes(directory, folder.getKey()),
                    StandardCharsets.UTF_8);
        }
    }

    private static Path classes(Path directory, int state) {
        return directory.resolve("classes-" + state);
    }

    /** Returns what a program answers that was started in a state; throws when it has no answer that lasts. */
    String answer(Pair pair, int state) throws IOException {
        String answer = known.get(pair + " " + state);
        if (answer == null) {
            requests.println(String.join(
                    "\t",
                    PairServer.class.getName() + ".fresh",
                    classes(directory, state).toString(),
                    pair.mainClass()));
            answer = answers.readLine();
            if (answer == null || !answer.startsWith("= ")) {
                throw new IOException("pair " + pair + ", started in state " + state + ": " + answer);
            }
            known.put(pair + " " + state, answer);
        }
        return answer.substring(2);
    }

    @Override
    public void close() throws IOException {
        socket.close();
        process.destroyForcibly().onExit().join();
        LiveProgram.deleteAll(directory);
    }
}

package org.jurigged.bench.random.run;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jurigged.bench.random.stage.Stage;
import org.jurigged.controller.project.Jdk;

/** The oracle: a JVM that loads each version of a program anew, in a class loader of its own. */
final class FreshJvm implements AutoCloseable {
    private final Process process;
    private final Connection connection;

    FreshJvm(Jdk jdk, Path stage) throws IOException {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            process = new ProcessBuilder(
                            jdk.java().toString(),
                            "-ea",
                            "-Xmx256m",
                            "-XX:+UseSerialGC",
                            "--add-exports=java.base/jdk.internal.misc=ALL-UNNAMED",
                            "-cp",
                            stage.toString(),
                            Stage.class.getName(),
                            Integer.toString(server.getLocalPort()))
                    .inheritIO()
                    .start();
            connection = Connection.accept(server);
        }
    }

    /** What a version does, and the values of its slots after that. */
    record Answer(List<String> lines, List<String> values) {}

    Answer run(String packageName, String probe, List<Path> directories, List<String> slots) throws IOException {
        String path = directories.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator));
        List<String> request = new ArrayList<>(List.of(Stage.FRESH, packageName, probe, path));
        request.addAll(slots);
        List<String> answer = connection.ask(request);
        int end = answer.indexOf("");
        if (end < 0) {
            throw new Unrunnable(
                    "A generated program can't be run: " + String.join("\n", answer) + "\n" + String.join("\n", slots));
        }
        return new Answer(answer.subList(0, end), answer.subList(end + 1, answer.size()));
    }

    @Override
    public void close() throws IOException {
        connection.close();
        process.destroyForcibly().onExit().join();
    }
}

package org.jurigged.bench.random.run;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import org.jurigged.bench.random.stage.Stage;

/** The connection to a JVM that runs a {@link Stage}. */
final class Connection implements AutoCloseable {
    private static final int ANSWER_MILLIS = 120_000;
    private static final List<String> CLASSES = List.of("Stage", "Slots", "Trace");

    private final Socket socket;
    private final DataInputStream in;
    private final DataOutputStream out;

    private Connection(Socket socket) throws IOException {
        this.socket = socket;
        socket.setSoTimeout(ANSWER_MILLIS);
        in = new DataInputStream(new BufferedInputStream(socket.getInputStream()));
        out = new DataOutputStream(new BufferedOutputStream(socket.getOutputStream()));
    }

    /** Waits for a JVM to connect. */
    static Connection accept(ServerSocket server) throws IOException {
        server.setSoTimeout(ANSWER_MILLIS);
        return new Connection(server.accept());
    }

    /** Puts the classes of the stage into a directory of their own. */
    static Path install(Path directory) throws IOException {
        for (String name : CLASSES) {
            String file = Stage.class.getPackageName().replace('.', '/') + "/" + name + ".class";
            Path target = directory.resolve(file);
            Files.createDirectories(target.getParent());
            try (InputStream in = Stage.class.getClassLoader().getResourceAsStream(file)) {
                Files.copy(in, target, StandardCopyOption.REPLACE_EXISTING);
            }
        }
        return directory;
    }

    /** Asks, and returns the answer; no answer in time is an exception. */
    List<String> ask(List<String> request) throws IOException {
        Stage.write(out, request);
        return Stage.read(in);
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}

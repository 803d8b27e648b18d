package org.jurigged.junit;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Runs tests whenever it is told to, by a socket; not for users. */
public final class TestMain {
    private TestMain() {}

    /**
     * Serves a controller until it goes away.
     *
     * @param args the controller's port, the file with the word that it expects first, and the directories of test classes
     * @throws IOException when the controller can't be reached
     */
    public static void main(String[] args) throws IOException {
        String word = Files.readString(Path.of(args[1]));
        Set<Path> roots = Stream.of(args).skip(2).map(Path::of).collect(Collectors.toSet());
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), Integer.parseInt(args[0]));
                BufferedReader lines =
                        new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
                PrintWriter answers = new PrintWriter(socket.getOutputStream(), true, StandardCharsets.UTF_8)) {
            answers.println(word);
            Orders orders = new Orders(roots, answers);
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                orders.obey(line);
            }
        }
        // Tests may have left threads that would keep this JVM.
        System.exit(0);
    }
}

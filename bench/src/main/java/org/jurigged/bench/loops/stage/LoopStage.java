package org.jurigged.bench.loops.stage;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The main class of a JVM whose loops are edited: starts programs on threads of their own, each of which waits where the
 * other side has said.
 *
 * <p>Requests and answers are strings over the connection that it opens; the JVM ends with it.
 */
public final class LoopStage {
    private final Map<String, Writings> programs = new HashMap<>();

    private LoopStage() {}

    /** Connects to the loopback port given as the only argument. */
    public static void main(String[] args) throws IOException {
        LoopStage stage = new LoopStage();
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), Integer.parseInt(args[0]));
                DataInputStream in = new DataInputStream(new BufferedInputStream(socket.getInputStream()));
                DataOutputStream out = new DataOutputStream(new BufferedOutputStream(socket.getOutputStream()))) {
            while (true) {
                out.writeUTF(stage.answer(in.readUTF().split(" ")));
                out.flush();
            }
        } catch (EOFException e) {
            System.exit(0);
        }
    }

    /** {@code start CLASS NUMBER...}, {@code state CLASS}, {@code release CLASS}, {@code said CLASS}. */
    private String answer(String[] words) {
        Writings writings = programs.get(words[1]);
        return switch (words[0]) {
            case "start" -> start(words);
            case "state" -> writings.state();
            case "release" -> writings.release();
            default -> writings.said();
        };
    }

    private String start(String[] words) {
        int[] stops = new int[words.length - 2];
        for (int i = 0; i < stops.length; i++) {
            stops[i] = Integer.parseInt(words[i + 2]);
        }
        Writings writings = new Writings(stops);
        programs.put(words[1], writings);
        Thread thread = new Thread(() -> run(words[1], writings), words[1]);
        thread.setDaemon(true);
        thread.start();
        return "";
    }

    private static void run(String type, Writings writings) {
        try {
            Program program =
                    (Program) Class.forName(type).getDeclaredConstructor().newInstance();
            program.run(writings);
            writings.end("");
        } catch (ReflectiveOperationException | RuntimeException | Error e) {
            // A VerifyError or the like is as wrong as an exception is.
            writings.end(e.toString());
        }
    }

    /** What programs are called by; without a native frame below them, in which they could not move. */
    public interface Program {
        /** Runs it; it writes to a list. */
        void run(List<Object> out);
    }
}

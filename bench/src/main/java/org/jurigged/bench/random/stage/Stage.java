package org.jurigged.bench.random.stage;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.File;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.net.InetAddress;
import java.net.MalformedURLException;
import java.net.Socket;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The main class of the JVMs in which probes run: of that whose programs are edited, and of that in which each version is
 * loaded anew.
 *
 * <p>Requests and answers are lists of strings over the connection that it opens; the JVM ends with it.
 */
public final class Stage {
    /** Runs the next probe of a program that is edited: package, class. */
    public static final String LIVE = "live";

    /** Runs a probe of a program that is loaded anew: package, class, directories, slots. */
    public static final String FRESH = "fresh";

    /** Drops what a program has kept: package. */
    public static final String FORGET = "forget";

    /** What an answer begins with that is a failure. */
    public static final String FAILED = "!";

    private final Map<String, Map<String, Object>> kept = new LinkedHashMap<>();

    private Stage() {}

    /** Connects to the loopback port given as the only argument. */
    public static void main(String[] args) throws IOException {
        Thread.currentThread().setName("stage");
        Stage stage = new Stage();
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), Integer.parseInt(args[0]));
                DataInputStream in = new DataInputStream(new BufferedInputStream(socket.getInputStream()));
                DataOutputStream out = new DataOutputStream(new BufferedOutputStream(socket.getOutputStream()))) {
            while (true) {
                write(out, stage.answer(read(in)));
            }
        } catch (EOFException e) {
            System.exit(0);
        }
    }

    /** Reads a message. */
    public static List<String> read(DataInputStream in) throws IOException {
        List<String> message = new ArrayList<>();
        for (int i = in.readInt(); i > 0; i--) {
            message.add(in.readUTF());
        }
        return message;
    }

    /** Writes a message. */
    public static void write(DataOutputStream out, List<String> message) throws IOException {
        out.writeInt(message.size());
        for (String line : message) {
            out.writeUTF(line);
        }
        out.flush();
    }

    private List<String> answer(List<String> request) {
        try {
            return switch (request.get(0)) {
                case LIVE -> live(request.get(1), request.get(2));
                case FRESH -> fresh(request);
                default -> {
                    kept.remove(request.get(1));
                    yield List.of();
                }
            };
        } catch (InvocationTargetException e) {
            return failure(e.getCause());
        } catch (ReflectiveOperationException | LinkageError | IOException e) {
            return failure(e);
        }
    }

    private static List<String> failure(Throwable thrown) {
        List<String> lines = new ArrayList<>(List.of(FAILED, thrown.toString()));
        for (StackTraceElement frame : thrown.getStackTrace()) {
            lines.add("    at " + frame);
        }
        return lines;
    }

    private List<String> live(String packageName, String probe) throws ReflectiveOperationException {
        Map<String, Object> objects = kept.computeIfAbsent(packageName, p -> new LinkedHashMap<>());
        Class<?> type = Class.forName(packageName + "." + probe);
        type.getMethod("make", Map.class).invoke(null, objects);
        return run(type, objects).lines();
    }

    /** Puts what was kept, as far as it is state, into new objects of classes that are loaded anew. */
    private static List<String> fresh(List<String> request) throws ReflectiveOperationException, IOException {
        List<String> slots = request.subList(4, request.size());
        try (URLClassLoader loader = loader(request.get(3))) {
            Map<String, Object> objects = new LinkedHashMap<>();
            Class<?> type = Class.forName(request.get(1) + "." + request.get(2), true, loader);
            type.getMethod("rebuild", Map.class).invoke(null, objects);
            List<String> old = slots.stream().filter(s -> !s.endsWith("\t+")).toList();
            Slots state = new Slots(loader, objects);
            state.set(old);
            type.getMethod("make", Map.class).invoke(null, objects);
            List<String> answer = new ArrayList<>(run(type, objects).lines());
            answer.add("");
            answer.addAll(state.values(slots));
            return answer;
        }
    }

    private static URLClassLoader loader(String directories) throws MalformedURLException {
        List<URL> urls = new ArrayList<>();
        for (String directory : directories.split(File.pathSeparator)) {
            urls.add(new File(directory).toURI().toURL());
        }
        return new URLClassLoader(urls.toArray(URL[]::new), Stage.class.getClassLoader());
    }

    private static Trace run(Class<?> type, Map<String, Object> objects) throws ReflectiveOperationException {
        Trace trace = new Trace();
        type.getMethod("run", Trace.class, Map.class).invoke(null, trace, objects);
        return trace;
    }
}

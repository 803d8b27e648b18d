package org.jurigged.controller.live;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * The main class of the programs that tests edit: calls static methods on request and answers what they returned.
 *
 * <p>Runs in the target JVM, alone on its class path entry, so it uses nothing but the JDK. A request is a line {@code
 * package.Class.method} with arguments behind tabs; the answer is a line as well. The program ends with the connection.
 */
public final class Talk {
    private Talk() {}

    /** Connects to the test, which listens at the loopback port given as the only argument. */
    public static void main(String[] args) throws IOException {
        Thread.currentThread().setName("talk");
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), Integer.parseInt(args[0]));
                BufferedReader in =
                        new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
                PrintWriter out = new PrintWriter(socket.getOutputStream(), true, StandardCharsets.UTF_8)) {
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                out.println(answer(line));
            }
        }
        System.exit(0);
    }

    private static String answer(String line) {
        String[] words = line.split("\t");
        try {
            return escape("= " + call(words[0], List.of(words).subList(1, words.length)));
        } catch (InvocationTargetException e) {
            return escape("! " + thrown(e.getCause()));
        } catch (ReflectiveOperationException | LinkageError e) {
            return escape("! " + e);
        }
    }

    private static String call(String name, List<String> arguments) throws ReflectiveOperationException {
        int dot = name.lastIndexOf('.');
        Class<?> type = Class.forName(name.substring(0, dot));
        for (Method method : type.getDeclaredMethods()) {
            if (method.getName().equals(name.substring(dot + 1)) && method.getParameterCount() == arguments.size()) {
                method.setAccessible(true);
                return Objects.toString(method.invoke(null, arguments.toArray()));
            }
        }
        throw new NoSuchMethodException(name + " with " + arguments.size() + " parameters");
    }

    /** Says what was thrown, with the frames above the reflective call. */
    private static String thrown(Throwable thrown) {
        List<String> frames = new ArrayList<>();
        for (StackTraceElement frame : thrown.getStackTrace()) {
            if (frame.getClassName().startsWith("jdk.") || frame.getClassName().startsWith("java.lang.reflect.")) {
                break;
            }
            frames.add(frame.getMethodName() + "(" + frame.getFileName() + ":" + frame.getLineNumber() + ")");
        }
        return thrown + " at " + String.join(" < ", frames);
    }

    private static String escape(String text) {
        return text.replace("\\", "\\\\").replace("\n", "\\n").replace("\r", "\\r");
    }
}

package org.jurigged.controller.live;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.Gson;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.microsoft.java.debug.core.adapter.IProviderContext;
import com.microsoft.java.debug.core.adapter.ProtocolServer;
import com.sun.jdi.VMDisconnectedException;
import io.reactivex.plugins.RxJavaPlugins;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;

/** VS Code with Microsoft's debugger for Java: speaks the debug adapter protocol to it, as the editor does, over a socket. */
final class VsCode implements AutoCloseable {
    private static final int ANSWER_MILLIS = 60_000;
    private static final Gson GSON = new Gson();
    /** These tell of what comes as an answer anyway. Held, or they would be made anew. */
    private static final List<Logger> LOGGERS =
            List.of(Logger.getLogger("java-debug"), Logger.getLogger("java-debug-usage-data"));

    static {
        LOGGERS.forEach(logger -> logger.setLevel(Level.OFF));
        // Its own way of ending a session.
        RxJavaPlugins.setErrorHandler(thrown -> {
            if (!(thrown.getCause() instanceof VMDisconnectedException)) {
                Thread.getDefaultUncaughtExceptionHandler().uncaughtException(Thread.currentThread(), thrown);
            }
        });
    }

    private final Socket editor;
    private final Socket adapter;
    private final DataInputStream in;
    private final Map<Integer, JsonObject> answers = new HashMap<>();
    private final Deque<JsonObject> events = new ArrayDeque<>();
    private int sequence;

    VsCode(IProviderContext providers) throws IOException {
        InetAddress here = InetAddress.getLoopbackAddress();
        try (ServerSocket server = new ServerSocket(0, 1, here)) {
            editor = new Socket(here, server.getLocalPort());
            adapter = server.accept();
        }
        editor.setSoTimeout(ANSWER_MILLIS);
        editor.setTcpNoDelay(true);
        adapter.setTcpNoDelay(true);
        in = new DataInputStream(new java.io.BufferedInputStream(editor.getInputStream()));
        ProtocolServer server = new ProtocolServer(adapter.getInputStream(), adapter.getOutputStream(), providers);
        Thread thread = new Thread(server::run, "vs-code-adapter");
        thread.setDaemon(true);
        thread.start();
    }

    /** Asks for something that works; returns the body of the answer. */
    JsonObject ask(String command, Map<String, ?> arguments) throws IOException {
        JsonObject answer = answer(command, arguments);
        assertThat(answer.get("success").getAsBoolean()).as("%s", answer).isTrue();
        return answer.getAsJsonObject("body");
    }

    private JsonObject answer(String command, Map<String, ?> arguments) throws IOException {
        int id = ++sequence;
        byte[] json = GSON.toJson(Map.of("seq", id, "type", "request", "command", command, "arguments", arguments))
                .getBytes(StandardCharsets.UTF_8);
        editor.getOutputStream()
                .write(("Content-Length: " + json.length + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
        editor.getOutputStream().write(json);
        while (!answers.containsKey(id)) {
            read();
        }
        return answers.remove(id);
    }

    /** Waits for the next event of a kind; those before it are forgotten. */
    JsonObject event(String kind) throws IOException {
        while (true) {
            while (events.isEmpty()) {
                read();
            }
            JsonObject event = events.remove();
            if (event.get("event").getAsString().equals(kind)) {
                return event.getAsJsonObject("body");
            }
        }
    }

    /** Returns the ids of threads by their names. */
    Map<String, Long> threads() throws IOException {
        Map<String, Long> found = new HashMap<>();
        for (JsonElement each : ask("threads", Map.of()).getAsJsonArray("threads")) {
            JsonObject one = each.getAsJsonObject();
            found.put(one.get("name").getAsString(), one.get("id").getAsLong());
        }
        return found;
    }

    static String place(JsonObject frame) {
        return frame.get("name").getAsString() + ":" + frame.get("line");
    }

    /** Returns the frames of a thread; none of one that runs. */
    JsonArray frames(long of) throws IOException {
        return ask("stackTrace", Map.of("threadId", of)).getAsJsonArray("stackFrames");
    }

    JsonArray variables(int reference) throws IOException {
        return ask("variables", Map.of("variablesReference", reference)).getAsJsonArray("variables");
    }

    /** Returns what a frame's variables are asked for with. */
    int locals(JsonObject frame) throws IOException {
        return ask("scopes", Map.of("frameId", frame.get("id").getAsInt()))
                .getAsJsonArray("scopes")
                .get(0)
                .getAsJsonObject()
                .get("variablesReference")
                .getAsInt();
    }

    JsonObject top(long thread) throws IOException {
        return frames(thread).get(0).getAsJsonObject();
    }

    private void read() throws IOException {
        StringBuilder header = new StringBuilder();
        while (header.indexOf("\r\n\r\n") < 0) {
            int next = in.read();
            if (next < 0) {
                throw new EOFException("the adapter has gone");
            }
            header.append((char) next);
        }
        int length =
                Integer.parseInt(header.substring("Content-Length: ".length()).trim());
        String text = new String(in.readNBytes(length), StandardCharsets.UTF_8);
        JsonObject message = JsonParser.parseString(text).getAsJsonObject();
        if (message.get("type").getAsString().equals("response")) {
            answers.put(message.get("request_seq").getAsInt(), message);
        } else {
            events.add(message);
        }
    }

    @Override
    public void close() throws IOException {
        editor.close();
        adapter.close();
    }
}

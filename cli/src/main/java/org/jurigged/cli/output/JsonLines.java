package org.jurigged.cli.output;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import com.google.gson.JsonSerializer;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.jurigged.controller.Event;

/** Writes events as JSON, one object a line; {@code docs/events.md} lists them. Safe for use by several threads. */
public final class JsonLines implements Consumer<Event>, AutoCloseable {
    private final PrintWriter out;
    private final Gson gson = new GsonBuilder()
            .disableHtmlEscaping()
            .registerTypeHierarchyAdapter(
                    Path.class, (JsonSerializer<Path>) (path, type, context) -> new JsonPrimitive(path.toString()))
            .registerTypeHierarchyAdapter(Throwable.class, (JsonSerializer<Throwable>)
                    (thrown, type, context) -> new JsonPrimitive(thrown.toString()))
            .create();

    private JsonLines(PrintWriter out) {
        this.out = out;
    }

    /** Writes to a new file, or over an old one. */
    public static JsonLines to(Path file) throws IOException {
        return new JsonLines(new PrintWriter(Files.newBufferedWriter(file, StandardCharsets.UTF_8)));
    }

    @Override
    public synchronized void accept(Event event) {
        JsonObject line = new JsonObject();
        line.addProperty("event", event.getClass().getSimpleName());
        line.addProperty("time", System.currentTimeMillis());
        for (var entry : gson.toJsonTree(event).getAsJsonObject().entrySet()) {
            JsonElement value = entry.getValue();
            line.add(entry.getKey(), value);
        }
        out.println(gson.toJson(line));
        out.flush();
    }

    @Override
    public synchronized void close() {
        out.close();
    }
}

package org.jurigged.controller.session;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import org.jurigged.controller.Event;
import org.jurigged.controller.guest.Words;

/** The edits that a session has told, the latest ones, for who asks later what has changed. Thread-safe. */
public final class EditLog {
    private static final int MOST = 1_000;

    private final Deque<Event> edits = new ArrayDeque<>();

    EditLog() {}

    synchronized void add(Event event) {
        if (isEdit(event)) {
            edits.add(event);
            if (edits.size() > MOST) {
                edits.remove();
            }
        }
    }

    private static boolean isEdit(Event event) {
        return event instanceof Event.Update
                || event instanceof Event.Add
                || event instanceof Event.Delete
                || event instanceof Event.Rename
                || event instanceof Event.Run;
    }

    /** Returns them, the oldest first. */
    synchronized List<Event> all() {
        return List.copyOf(edits);
    }

    /** Returns an edit as a text. */
    static String encode(Event edit) {
        if (edit instanceof Event.Update e) {
            return text("Update", e.definition(), e.line(), null);
        } else if (edit instanceof Event.Add e) {
            return text("Add", e.definition(), e.line(), null);
        } else if (edit instanceof Event.Delete e) {
            return text("Delete", e.definition(), e.line(), null);
        } else if (edit instanceof Event.Rename e) {
            return text("Rename", e.definition(), e.line(), e.before());
        } else if (edit instanceof Event.Run e) {
            return text("Run", e.definition(), e.line(), null);
        }
        throw new IllegalArgumentException(edit.toString());
    }

    private static String text(String kind, String definition, int line, String before) {
        return Words.of(Arrays.asList(kind, definition, Integer.toString(line), before));
    }

    /** Returns what {@link #encode} made a text of. */
    public static Event decode(String text) {
        List<String> words = Words.from(text);
        String definition = words.get(1);
        int line = Integer.parseInt(words.get(2));
        return switch (words.get(0)) {
            case "Add" -> new Event.Add(definition, line);
            case "Delete" -> new Event.Delete(definition, line);
            case "Rename" -> new Event.Rename(words.get(3), definition, line);
            case "Run" -> new Event.Run(definition, line);
            default -> new Event.Update(definition, line);
        };
    }
}

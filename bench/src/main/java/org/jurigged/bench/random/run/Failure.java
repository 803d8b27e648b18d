package org.jurigged.bench.random.run;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jurigged.bench.random.edit.Edit;
import org.jurigged.controller.Event;

/**
 * A save after which a live program did something else than one that was started on its source.
 *
 * @param step number of the save, from 1; 0 is the program as it was first loaded
 * @param what what is wrong, where it isn't a difference
 * @param earlier the edits of the saves before it, where they are known
 * @param probe the source of the class that asked
 * @param before source texts by file name
 * @param live what the live program answered; empty where it was not asked
 * @param fresh what it ought to have answered
 */
record Failure(
        int step,
        String what,
        List<List<Edit>> earlier,
        List<Edit> edits,
        String probe,
        Map<String, String> before,
        Map<String, String> after,
        List<String> live,
        List<String> fresh,
        List<Event> told) {
    private static final int MOST_LINES = 40;

    Failure {
        earlier = List.copyOf(earlier);
        edits = List.copyOf(edits);
        before = Map.copyOf(before);
        after = Map.copyOf(after);
        live = List.copyOf(live);
        fresh = List.copyOf(fresh);
        told = List.copyOf(told);
    }

    /** Returns it with the edits of the saves before it. */
    Failure after(List<List<Edit>> saves) {
        return new Failure(step, what, saves, edits, probe, before, after, live, fresh, told);
    }

    /** Says what went wrong, for a person. */
    String describe() {
        List<String> lines = new ArrayList<>();
        lines.add("WRONG at save " + step + ": " + what);
        earlier.forEach(save -> lines.add("  after: " + save));
        edits.forEach(edit -> lines.add("  edit: " + edit.kind() + " " + edit));
        told.forEach(event -> lines.addAll(told(event)));
        for (String file : new TreeSet<>(union())) {
            lines.addAll(Lines.diff(file, before.getOrDefault(file, ""), after.getOrDefault(file, "")));
        }
        lines.add("live (-) and fresh (+):");
        lines.addAll(Lines.diff("answers", String.join("\n", live), String.join("\n", fresh)).stream()
                .limit(MOST_LINES)
                .toList());
        return String.join("\n", lines) + "\n";
    }

    private static List<String> told(Event event) {
        List<String> lines = new ArrayList<>(List.of("  told: " + event));
        if (event instanceof Event.Trouble trouble && trouble.cause() != null) {
            for (StackTraceElement frame : trouble.cause().getStackTrace()) {
                lines.add("    at " + frame);
            }
        }
        return lines;
    }

    private List<String> union() {
        List<String> names = new ArrayList<>(before.keySet());
        names.addAll(after.keySet());
        return names;
    }
}

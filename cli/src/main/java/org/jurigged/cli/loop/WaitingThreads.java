package org.jurigged.cli.loop;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jurigged.cli.output.LoopPanes;
import org.jurigged.controller.Event;

/**
 * The threads that wait, in the order in which answers are about them: the longest first. Not thread-safe.
 */
final class WaitingThreads {
    private final Path directory;
    private final Map<String, Shown> waiting = new LinkedHashMap<>();

    WaitingThreads(Path directory) {
        this.directory = directory;
    }

    /**
     * A thread that waits.
     *
     * @param status what is the matter besides; empty for nothing
     */
    record Shown(LoopPanes panes, String status) {}

    /** Takes what was told. */
    void take(Event event) {
        if (event instanceof Event.LoopRun run) {
            put(key(run.thread(), run.method()), LoopPanes.of(run, directory));
        } else if (event instanceof Event.Caught caught) {
            put(caught.thread(), LoopPanes.of(caught, directory));
        } else if (event instanceof Event.LoopStuck stuck) {
            status(key(stuck.thread(), stuck.method()), "It can't run again: " + stuck.reason());
        } else if (event instanceof Event.LoopAgain again) {
            waiting.remove(key(again.thread(), again.method()));
        } else if (event instanceof Event.LoopEnded ended) {
            waiting.remove(key(ended.thread(), ended.method()));
        } else if (event instanceof Event.GivenBack back) {
            waiting.remove(back.thread());
        } else if (event instanceof Event.Entered entered) {
            waiting.remove(entered.thread());
        } else if (event instanceof Event.TargetGone) {
            waiting.clear();
        }
    }

    private static String key(String thread, String method) {
        return thread + "\n" + method;
    }

    private void put(String key, LoopPanes panes) {
        waiting.put(key, new Shown(panes, ""));
    }

    private void status(String key, String status) {
        waiting.computeIfPresent(key, (same, shown) -> new Shown(shown.panes(), status));
    }

    Optional<Shown> first() {
        return waiting.values().stream().findFirst();
    }

    int count() {
        return waiting.size();
    }
}

package org.jurigged.controller.watch;

import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** A listener that remembers, and waits for what is to come. */
final class Heard implements WatchListener {
    final List<Save> saves = new CopyOnWriteArrayList<>();
    final List<String> notes = new CopyOnWriteArrayList<>();
    final List<String> problems = new CopyOnWriteArrayList<>();
    final Set<String> threads = ConcurrentHashMap.newKeySet();

    @Override
    public void onSave(Save save) {
        threads.add(Thread.currentThread().getName());
        saves.add(save);
    }

    @Override
    public void onNote(String note) {
        notes.add(note);
    }

    @Override
    public void onProblem(String problem) {
        problems.add(problem);
    }

    /** Waits for the next save after those that {@code before} counts. */
    Save next(int before) {
        await().atMost(Duration.ofSeconds(10)).until(() -> saves.size() > before);
        return saves.get(before);
    }

    void awaitSave(Predicate<Save> wanted) {
        await().atMost(Duration.ofSeconds(10)).until(() -> saves.stream().anyMatch(wanted));
    }

    void awaitNote(String part) {
        await().atMost(Duration.ofSeconds(10)).until(() -> notes.stream().anyMatch(note -> note.contains(part)));
    }

    Set<Path> changed() {
        return saves.stream().flatMap(save -> save.changed().stream()).collect(Collectors.toSet());
    }

    Set<Path> deleted() {
        return saves.stream().flatMap(save -> save.deleted().stream()).collect(Collectors.toSet());
    }
}

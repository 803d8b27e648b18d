package org.jurigged.controller.session;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jurigged.diff.Edits;
import org.jurigged.diff.SourceDiff;
import org.jurigged.diff.SourceFile;

/**
 * What a save edits in one file.
 *
 * @param edits empty when the version before is not known, or one of the two could not be parsed
 */
record FileEdits(Path file, String text, SourceFile after, Optional<Edits> edits) {
    /** Compares a file's new text with its live version. */
    static FileEdits of(Path file, String text, Sources sources) {
        Optional<SourceFile> live = sources.live(file);
        // As of most of a save's dependents.
        SourceFile after = live.filter(before -> sources.isLive(file, text))
                .orElseGet(() -> SourceFile.parse(file.getFileName().toString(), text));
        Optional<Edits> edits = live.filter(before -> before.parsed() && after.parsed())
                .map(before -> SourceDiff.between(before, after));
        return new FileEdits(file, text, after, edits);
    }

    /** Compares files beside the compiler, which takes longer. */
    static final class Reader implements AutoCloseable {
        private final Sources sources;
        private final ExecutorService thread = Executors.newSingleThreadExecutor(task -> {
            Thread made = new Thread(task, "jurigged-diff");
            made.setDaemon(true);
            return made;
        });

        Reader(Sources sources) {
            this.sources = sources;
        }

        /** Begins to compare the files as they are on the disk. */
        Future<Map<Path, FileEdits>> begin(Collection<Path> files) {
            List<Path> all = List.copyOf(files);
            Callable<Map<Path, FileEdits>> task = () -> compare(all);
            return thread.submit(task);
        }

        /** Does other work beside the compiler. */
        <T> Future<T> submit(Callable<T> work) {
            return thread.submit(work);
        }

        private Map<Path, FileEdits> compare(List<Path> files) {
            Map<Path, FileEdits> found = new TreeMap<>();
            for (Path file : files) {
                sources.read(file).ifPresent(text -> found.put(file, of(file, text, sources)));
            }
            return found;
        }

        /** Returns the comparison of the texts that were compiled, made again where a file has changed meanwhile. */
        List<FileEdits> ofCompiled(Map<Path, FileEdits> begun, Map<Path, String> compiled) {
            List<FileEdits> edits = new ArrayList<>();
            new TreeMap<>(compiled).forEach((file, text) -> {
                FileEdits known = begun.get(file);
                edits.add(known != null && known.text().equals(text) ? known : of(file, text, sources));
            });
            return edits;
        }

        @Override
        public void close() {
            thread.shutdownNow();
        }
    }
}

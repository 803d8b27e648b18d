package org.jurigged.controller.session;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jurigged.controller.compile.TextLayer;
import org.jurigged.diff.SourceFile;

/**
 * The text of each source as the program runs it, so that an edit can be told from what was there before. That of a deleted
 * file is kept: the program goes on with its classes, and when the file comes back it is compared with what they run.
 *
 * <p>Thread-safe.
 */
final class Sources {
    private final Charset encoding;
    private final TextLayer layer;
    private final Map<Path, String> texts = new ConcurrentHashMap<>();
    private final Set<Path> distrusted = ConcurrentHashMap.newKeySet();
    private final Set<Path> before = ConcurrentHashMap.newKeySet();
    private final Map<Path, SourceFile> parsed = new ConcurrentHashMap<>();
    private final Map<String, SourceFile> gone = new ConcurrentHashMap<>();

    /** {@code layer} has the texts that stand in for those on the disk. */
    Sources(Charset encoding, TextLayer layer) {
        this.encoding = encoding;
        this.layer = layer;
    }

    Charset encoding() {
        return encoding;
    }

    /**
     * Reads the sources as they are before any edit; those that can't be read are left out, and reported when compiled.
     *
     * @param opened when the session began: what was written since then is an edit and not what the program runs
     */
    void load(Collection<Path> files, Instant opened) {
        for (Path file : files) {
            if (Thread.currentThread().isInterrupted()) {
                return;
            }
            if (!texts.containsKey(file) && !distrusted.contains(file)) {
                // Who writes a file may have emptied it just now, which a file system shows before the time of it does.
                Optional<String> text = read(file).filter(read -> !read.isBlank());
                if (text.isPresent() && !FileAge.mayBeWrittenSince(file, opened) && !distrusted.contains(file)) {
                    texts.putIfAbsent(file, text.get());
                    before.add(file);
                }
            }
        }
    }

    /** Whether a file was read as it was before the session began: what is written since then, the watcher tells of. */
    boolean isFromBefore(Path file) {
        return before.contains(file) && texts.containsKey(file);
    }

    /** Notes that what the program runs was made from another text than the one on the disk. */
    void distrust(Path file) {
        distrusted.add(file);
        texts.remove(file);
        parsed.remove(file);
    }

    /** Reads a file as it is on the disk now. */
    Optional<String> read(Path file) {
        try {
            String text = new String(Files.readAllBytes(file), encoding);
            return Optional.of(layer.textOf(file, text.startsWith("\uFEFF") ? text.substring(1) : text));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** Returns the version that is live, parsed; empty when the file was first seen after it had changed. */
    Optional<SourceFile> live(Path file) {
        SourceFile known = parsed.get(file);
        String text = texts.get(file);
        if (known == null && text != null) {
            known = SourceFile.parse(file.getFileName().toString(), text);
            parsed.put(file, known);
        }
        return Optional.ofNullable(known);
    }

    /** Returns the text of the version that is live; empty when the file was first seen after it had changed. */
    Optional<String> liveText(Path file) {
        return Optional.ofNullable(texts.get(file));
    }

    /** Returns the text of the version that is live; that on the disk where none is known. */
    Optional<String> presumedText(Path file) {
        return liveText(file).or(() -> read(file));
    }

    /** Whether this is the text of the version that is live. */
    boolean isLive(Path file, String text) {
        return text.equals(texts.get(file));
    }

    /** Returns the last live version that had a type which no live version has any more. */
    Optional<SourceFile> lastWith(String typeName) {
        return Optional.ofNullable(gone.get(typeName));
    }

    /**
     * Notes that a save is live.
     *
     * @param deleted files that are gone with it; one that comes back is compared with what it was
     */
    void accept(Collection<FileEdits> saved, Collection<Path> deleted) {
        Stream.concat(saved.stream().map(FileEdits::file), deleted.stream())
                .flatMap(file -> live(file).stream())
                .forEach(before -> before.types().forEach(type -> gone.put(type, before)));
        for (FileEdits file : saved) {
            texts.put(file.file(), file.text());
            parsed.put(file.file(), file.after());
        }
        // Last, for a type may have moved to a file that comes first.
        saved.forEach(file -> file.after().types().forEach(gone::remove));
    }
}

package org.jurigged.controller.compile;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Remembers the words of source files, and reads a file again when it has changed. Thread-safe. */
final class WordIndex {
    private static final Words NONE = new Words(new int[0]);

    private final Charset encoding;
    private final Map<Path, Entry> entries = new ConcurrentHashMap<>();

    WordIndex(Charset encoding) {
        this.encoding = encoding;
    }

    private record Entry(FileTime modified, long size, Words words) {
        boolean matches(BasicFileAttributes file) {
            return file.size() == size && file.lastModifiedTime().equals(modified);
        }
    }

    /** Get the words of a file as it is now; none of one that can't be read. */
    Words of(Path file) {
        try {
            BasicFileAttributes now = Files.readAttributes(file, BasicFileAttributes.class);
            Entry entry = entries.get(file);
            if (entry == null || !entry.matches(now)) {
                entry = new Entry(
                        now.lastModifiedTime(), now.size(), Words.of(new String(Files.readAllBytes(file), encoding)));
                entries.put(file, entry);
            }
            return entry.words();
        } catch (IOException e) {
            entries.remove(file);
            return NONE;
        }
    }

    /** Read the text of a file; empty when it can't be read. */
    Optional<String> text(Path file) {
        try {
            return Optional.of(new String(Files.readAllBytes(file), encoding));
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}

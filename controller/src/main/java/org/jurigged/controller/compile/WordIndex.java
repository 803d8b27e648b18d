package org.jurigged.controller.compile;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;

/** Remembers the words of source files, and reads a file again when it has changed. Thread-safe. */
final class WordIndex {
    private static final Words NONE = new Words(new int[0]);

    private final Charset encoding;
    private final Map<Path, Entry> entries = new ConcurrentHashMap<>();
    private final Map<Path, StaticImports> importing = new ConcurrentHashMap<>();
    private final CountDownLatch complete = new CountDownLatch(1);

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
                String text = new String(Files.readAllBytes(file), encoding);
                entry = new Entry(now.lastModifiedTime(), now.size(), Words.of(text));
                entries.put(file, entry);
                learn(file, text);
            }
            return entry.words();
        } catch (IOException e) {
            entries.remove(file);
            return NONE;
        }
    }

    /** Take in a text of a file, as it is or is going to be: what it imports counts until there is another one. */
    void learn(Path file, String text) {
        StaticImports imports = StaticImports.of(text);
        if (imports.classes().isEmpty()) {
            importing.remove(file);
        } else {
            importing.put(file, imports);
        }
    }

    /** Say that all files were read, or that there is no more to wait for. */
    void complete() {
        complete.countDown();
    }

    /**
     * List the files that import static members from a class of one of these simple names; waits until all files were read.
     */
    Set<Path> importingFrom(Set<String> simpleNames) {
        Set<Path> files = new HashSet<>();
        try {
            complete.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        importing.forEach((file, imports) -> {
            if (imports.classes().stream().anyMatch(simpleNames::contains)) {
                files.add(file);
            }
        });
        return files;
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

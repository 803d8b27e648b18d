package org.jurigged.controller.target;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.jurigged.controller.guest.Nest;

/** The class files of what runs snippets in a program. */
final class InsideClasses {
    private static final List<String> NAMES = List.of(
            "Words",
            "Stopped",
            "Unresolved",
            "SnippetLoader",
            "Values",
            "Work",
            "Output",
            "Output$Chunk",
            "Console",
            "Mail",
            "Prompt",
            "Prompt$Hold");

    private InsideClasses() {}

    /** Returns the class file of the class loader. */
    static byte[] nest() {
        return read(Nest.class.getSimpleName());
    }

    /** Returns all others, as {@link Nest#open} wants them. */
    static List<Long> others() {
        List<Long> numbers = new ArrayList<>();
        for (String name : NAMES) {
            byte[] classFile = read(name);
            numbers.add((long) classFile.length);
            numbers.addAll(packed(classFile, 0, classFile.length));
        }
        return numbers;
    }

    /** Returns bytes, eight in each number. */
    static List<Long> packed(byte[] bytes, int from, int length) {
        List<Long> numbers = new ArrayList<>();
        for (int at = 0; at < length; at += Long.BYTES) {
            long number = 0;
            for (int i = at; i < at + Long.BYTES; i++) {
                number = number << Byte.SIZE | (i < length ? bytes[from + i] & 0xFF : 0);
            }
            numbers.add(number);
        }
        return numbers;
    }

    private static byte[] read(String name) {
        try (InputStream in = Nest.class.getResourceAsStream(name + ".class")) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

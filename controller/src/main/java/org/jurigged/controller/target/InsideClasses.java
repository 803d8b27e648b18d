package org.jurigged.controller.target;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.jurigged.controller.inside.Nest;
import org.jurigged.reshape.CallText;

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
            "Prompt",
            "Prompt$Hold");

    private InsideClasses() {}

    /** Returns the class file of the class loader. */
    static byte[] nest() {
        return read(Nest.class.getSimpleName());
    }

    /** Returns the names and class files of all others, as {@link Nest#open} wants them. */
    static String others() {
        List<String> words = new ArrayList<>();
        for (String name : NAMES) {
            words.add(Nest.class.getPackageName() + "." + name);
            words.add(CallText.of(read(name)));
        }
        return CallText.of(words);
    }

    private static byte[] read(String name) {
        try (InputStream in = Nest.class.getResourceAsStream(name + ".class")) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

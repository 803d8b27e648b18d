package org.jurigged.reshape;

import java.util.Base64;
import java.util.List;

/** How words and class files are told to {@link CallHelper}'s methods. */
public final class CallText {
    private CallText() {}

    /** Returns words as one, each on a line of its own; names of the JVM can't have two. */
    public static String of(List<String> words) {
        return String.join("\n", words);
    }

    /** Returns a class file as a word. */
    public static String of(byte[] classFile) {
        return Base64.getEncoder().encodeToString(classFile);
    }
}

package org.jurigged.reshape;

import java.lang.reflect.Modifier;

/** Small pieces of sentences. */
final class Text {
    private Text() {}

    /** A change from one value to another one. */
    static String change(String what, String before, String after) {
        return what + " changed from " + before + " to " + after;
    }

    static String modifiers(int access, int which) {
        String text = Modifier.toString(access & which);
        return text.isEmpty() ? "none" : text;
    }
}
